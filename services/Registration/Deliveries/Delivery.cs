using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Registration.Members;

namespace Stadtgespraeche.Registration.Deliveries;

/// <summary>
/// The highest version of a kind of mail that a partner reported as sent to a member about a session. Kept in case the
/// partner restores an old backup: it must not mail again.
/// </summary>
[Data(Category.None)]
[Processing(
    "Zustellung: welche Nachricht eine Kommune verschickt hat, damit sie nach einem Datenverlust nichts doppelt "
        + "verschickt",
    Subject = nameof(MemberId),
    Erasure = Erasure.Delete,
    Kept = "12 Monate nach der Sitzung",
    SeenBy = "niemand"
)]
public sealed class Delivery : IEntityTypeConfiguration<Delivery>
{
    public const int LongestKind = 40;

    [Data(Category.Personal)]
    public required Guid MemberId { get; init; }

    public required Guid SessionId { get; init; }

    /// <summary>Named by the partner, whose release may know kinds that the hub does not.</summary>
    public required string Kind { get; init; }

    public long Version { get; set; }

    /// <summary>A short name of lower-case letters, digits and hyphens.</summary>
    public static bool MayBeKind(string? kind) =>
        kind is { Length: > 0 and <= LongestKind }
        && kind.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public void Configure(EntityTypeBuilder<Delivery> delivery)
    {
        delivery.ToTable("deliveries");
        delivery.HasKey(row => new
        {
            row.MemberId,
            row.SessionId,
            row.Kind,
        });
        delivery.Property(row => row.Kind).HasMaxLength(Delivery.LongestKind);
        delivery.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}
