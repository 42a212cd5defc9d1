using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Scheduling.Barometer;

/// <summary>
/// One of the marks that a published band came from. Kept so that no two publications can be compared to learn what
/// fewer than five people did.
/// </summary>
[Data(Category.None)]
[Processing(
    "Themenbarometer: aus welchen Markierungen ein veröffentlichtes Ergebnis entstand, damit niemand aus zwei "
        + "Ergebnissen auf Einzelne schließen kann",
    Subject = nameof(MemberId),
    Erasure = Erasure.Delete,
    Kept = "drei Jahre nach der Veröffentlichung, darüber hinaus, solange das Ergebnis noch gilt",
    SeenBy = "niemand außer dem Mitglied selbst"
)]
public sealed class PublishedMark : IEntityTypeConfiguration<PublishedMark>
{
    public Guid RoundId { get; init; }

    [Data(Category.Special)]
    public Guid TopicId { get; init; }

    [Data(Category.Personal)]
    public Guid MemberId { get; init; }

    [Data(Category.Personal)]
    public string Partner { get; init; } = "";

    public void Configure(EntityTypeBuilder<PublishedMark> mark)
    {
        mark.HasKey(m => new
        {
            m.RoundId,
            m.TopicId,
            m.MemberId,
        });
        mark.HasIndex(m => m.MemberId);
        mark.HasOne<BarometerRound>().WithMany().HasForeignKey(m => m.RoundId).OnDelete(DeleteBehavior.Cascade);
    }
}
