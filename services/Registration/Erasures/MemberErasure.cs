using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Registration.Erasures;

/// <summary>
/// One member's erasure on its way through all services. The row is the lock for its parts. The member's id stays only
/// until the last part is done, because the order may have to be repeated. Afterwards nothing says who it was.
/// </summary>
[Data(Category.None)]
[Processing(
    "Löschung: wie weit sie ist, damit kein Teil vergessen wird und die Person es sehen kann",
    Erasure = Contracts.Erasure.Otherwise,
    Kept = "die Kennung, bis alle Teile gelöscht haben; danach bleiben Zeitpunkt und Anzahlen ohne Bezug zur Person",
    SeenBy = "die Person selbst, Betrieb (ohne Namen)"
)]
public sealed class MemberErasure : IEntityTypeConfiguration<MemberErasure>
{
    public required Guid Id { get; init; }

    [Data(Category.Personal)]
    public Guid? MemberId { get; set; }

    /// <summary>Finds the erasure again when the member asks twice; see ErasedPerson.</summary>
    [Data(Category.Personal)]
    public required byte[] IdHash { get; init; }

    public required string Partner { get; init; }

    public required ErasureCause Cause { get; init; }

    public required DateTimeOffset OrderedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>
    /// SHA-256 of the secret with which the member may look at the state; null when the member did not ask for it.
    /// </summary>
    public byte[]? CodeHash { get; set; }

    /// <summary>The removal of a partner that this belongs to; null: an erasure of this member alone.</summary>
    public Guid? RemovalId { get; init; }

    public List<ErasurePart> Parts { get; } = [];

    public void Configure(EntityTypeBuilder<MemberErasure> erasure)
    {
        erasure.ToTable("erasures");
        erasure.Property(row => row.Id).ValueGeneratedNever();
        erasure.Property(row => row.Cause).HasConversion<string>();
        erasure.HasIndex(row => row.IdHash).IsUnique();
        erasure.HasIndex(row => row.CodeHash).IsUnique();
        erasure.HasIndex(row => row.RemovalId).HasFilter("removal_id IS NOT NULL");
        erasure.HasMany(row => row.Parts).WithOne().HasForeignKey(part => part.ErasureId);
    }
}

/// <summary>What one owner of data has to do; the partner is ordered when all others are done.</summary>
[Data(Category.None)]
public sealed class ErasurePart : IEntityTypeConfiguration<ErasurePart>
{
    public const string Registration = "registration";
    public const string Partner = "notification";

    /// <summary>The services of the hub that are ordered at once.</summary>
    public static readonly string[] OtherServices = ["scheduling", "knowledge"];

    public Guid ErasureId { get; init; }

    public required string Owner { get; init; }

    /// <summary>When it was last ordered; null: its turn has not come.</summary>
    public DateTimeOffset? OrderedAt { get; set; }

    public int Orders { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public Dictionary<string, int> Counts { get; set; } = [];

    /// <summary>Ordered more than once and not answered.</summary>
    public bool IsStuck => CompletedAt is null && Orders > 1;

    public void Configure(EntityTypeBuilder<ErasurePart> part)
    {
        part.ToTable("erasure_parts");
        part.HasKey(row => new { row.ErasureId, row.Owner });
        part.Property(row => row.Counts).StoredAsCounts();
        part.Ignore(row => row.IsStuck);
    }
}
