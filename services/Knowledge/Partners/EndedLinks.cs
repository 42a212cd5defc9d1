using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Knowledge.Partners;

/// <summary>Our copy of who has ended the links in earlier mails, and up to which moment.</summary>
[Data(Category.None)]
[Processing(
    "Beendete Links (Kopie): damit Links aus E-Mails nicht mehr gelten, die ein Mitglied beendet hat",
    Subject = nameof(MemberId),
    Erasure = Erasure.Delete,
    Kept = "bis das Mitglied gelöscht wird, längstens 90 Tage nach Ende des Mandats",
    SeenBy = "niemand"
)]
public sealed class EndedLinks : IEntityTypeConfiguration<EndedLinks>
{
    [Data(Category.Personal)]
    public required Guid MemberId { get; init; }

    /// <summary>Links that were made before this moment no longer count.</summary>
    [Data(Category.Personal)]
    public required DateTimeOffset NotBefore { get; init; }

    public void Configure(EntityTypeBuilder<EndedLinks> ended)
    {
        ended.ToTable("ended_links");
        ended.HasKey(row => row.MemberId);
        ended.Property(row => row.MemberId).ValueGeneratedNever();
    }
}
