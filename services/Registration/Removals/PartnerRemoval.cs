using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Registration.Partners;

namespace Stadtgespraeche.Registration.Removals;

/// <summary>
/// The removal of a partner on its way through all services. The row is the lock for its parts, and afterwards the
/// proof of what was deleted, without anything about a person.
/// </summary>
[Data(Category.None)]
public sealed class PartnerRemoval : IEntityTypeConfiguration<PartnerRemoval>
{
    public required Guid Id { get; init; }

    public required string Partner { get; init; }

    public required string PartnerName { get; init; }

    public required DateTimeOffset OrderedAt { get; init; }

    /// <summary>How many members were erased because of it.</summary>
    public int Members { get; set; }

    /// <summary>Erasures that members had asked for before and that the partner never confirmed.</summary>
    public int UnconfirmedErasures { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public List<RemovalPart> Parts { get; } = [];

    public void Configure(EntityTypeBuilder<PartnerRemoval> removal)
    {
        removal.ToTable("partner_removals");
        removal.Property(row => row.Id).ValueGeneratedNever();
        removal.HasIndex(row => row.Partner).IsUnique();
        removal.HasOne<Partner>().WithMany().HasForeignKey(row => row.Partner).OnDelete(DeleteBehavior.Restrict);
        removal.HasMany(row => row.Parts).WithOne().HasForeignKey(part => part.RemovalId);
    }
}

/// <summary>
/// What one owner of data deleted. Registration's part is done when all members are erased everywhere; then the other
/// services are ordered, then the partner gets its last message, and at last its place at the broker goes.
/// </summary>
[Data(Category.None)]
public sealed class RemovalPart : IEntityTypeConfiguration<RemovalPart>
{
    public const string Broker = "broker";

    public Guid RemovalId { get; init; }

    public required string Owner { get; init; }

    /// <summary>When it was last ordered; null: its turn has not come.</summary>
    public DateTimeOffset? OrderedAt { get; set; }

    public int Orders { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public Dictionary<string, int> Counts { get; set; } = [];

    public bool IsOpen => OrderedAt is not null && CompletedAt is null;

    public void Configure(EntityTypeBuilder<RemovalPart> part)
    {
        part.ToTable("partner_removal_parts");
        part.HasKey(row => new { row.RemovalId, row.Owner });
        part.Property(row => row.Counts).StoredAsCounts();
        part.Ignore(row => row.IsOpen);
    }
}
