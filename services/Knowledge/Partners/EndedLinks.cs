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
public sealed class EndedLinks
{
    [Data(Category.Personal)]
    public required Guid MemberId { get; init; }

    /// <summary>Links that were made before count no more.</summary>
    [Data(Category.Personal)]
    public required DateTimeOffset NotBefore { get; init; }
}

internal sealed class EndedLinksTable : IEntityTypeConfiguration<EndedLinks>
{
    public void Configure(EntityTypeBuilder<EndedLinks> ended)
    {
        ended.ToTable("ended_links");
        ended.HasKey(row => row.MemberId);
        ended.Property(row => row.MemberId).ValueGeneratedNever();
    }
}
