using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Registration.Members;

namespace Stadtgespraeche.Registration.Mandates;

/// <summary>
/// One of several mandates of one person, who has shown to hold them all by signing in to each. The rows of one <see
/// cref="PersonId"/> belong together; of those whose mandate lasts, the one with the lowest <see cref="Position"/> is
/// invited and has the seats.
/// </summary>
[Data(Category.None)]
[Processing(
    "Verbundene Mandate: welche Mitgliedschaften dieselbe Person sind, damit sie eine Einladung bekommt und einen Platz belegt",
    Subject = nameof(MemberId),
    Erasure = Erasure.Delete,
    Kept = "bis das Mitglied die Verbindung trennt oder gelöscht wird",
    SeenBy = "das Mitglied selbst; eine beteiligte Kommune erfährt nur, dass anderswo eingeladen wird"
)]
public sealed class LinkedMandate : IEntityTypeConfiguration<LinkedMandate>
{
    [Data(Category.Personal)]
    public required Guid MemberId { get; init; }

    /// <summary>Made when the first two were linked; it has no other meaning.</summary>
    [Data(Category.Personal)]
    public required Guid PersonId { get; set; }

    [Data(Category.Personal)]
    public required int Position { get; set; }

    [Data(Category.Personal)]
    public required DateTimeOffset LinkedAt { get; init; }

    public void Configure(EntityTypeBuilder<LinkedMandate> mandate)
    {
        mandate.ToTable("linked_mandates");
        mandate.HasKey(row => row.MemberId);
        mandate.HasIndex(row => row.PersonId);
        mandate
            .HasOne<Member>()
            .WithOne()
            .HasForeignKey<LinkedMandate>(row => row.MemberId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
