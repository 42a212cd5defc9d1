using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Barometer;

/// <summary>
/// A member marked a topic as important for the own council right now: a political opinion (GDPR Art. 9), which nobody
/// but the member may ever see. When it was marked is not kept.
/// </summary>
[Data(Category.None)]
[Processing(
    "Themenbarometer: welche Themen ein Mitglied als wichtig markiert hat",
    Subject = nameof(MemberId),
    Erasure = Erasure.Delete,
    Kept = "bis das Mitglied die Markierung zurücknimmt, das Mandat endet oder das Thema von der Liste geht",
    SeenBy = "niemand außer dem Mitglied selbst"
)]
public sealed class TopicMark : IEntityTypeConfiguration<TopicMark>
{
    [Data(Category.Special)]
    public Guid TopicId { get; init; }

    [Data(Category.Personal)]
    public Guid MemberId { get; init; }

    [Data(Category.Personal)]
    public string Partner { get; init; } = "";

    public void Configure(EntityTypeBuilder<TopicMark> mark)
    {
        mark.HasKey(m => new { m.TopicId, m.MemberId });
        mark.HasIndex(m => m.MemberId);
        mark.HasOne<Topic>().WithMany().HasForeignKey(m => m.TopicId).OnDelete(DeleteBehavior.Restrict);
    }
}
