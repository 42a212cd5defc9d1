using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Registration.Members;

namespace Stadtgespraeche.Registration.Visibility;

/// <summary>
/// What a member has opened to others at the same sessions; without a row nothing is open. Faction and topics come from
/// the member, never from the city, and are here only while they are open.
/// </summary>
[Data(Category.None)]
[Processing(
    "Sichtbarkeit: was ein Mitglied anderen Teilnehmenden derselben Sitzung zeigt; Fraktion und "
        + "Themen nur nach eigener Angabe und mit Einwilligung",
    Subject = nameof(MemberId),
    Erasure = Erasure.Delete,
    Kept = "bis das Mitglied es wieder schließt oder gelöscht wird",
    SeenBy = "angemeldete Mitglieder, die bei derselben Sitzung sind oder waren"
)]
public sealed class VisibleToOthers : IEntityTypeConfiguration<VisibleToOthers>
{
    public const int LongestFaction = 100;
    public const int LongestTopics = 300;

    [Data(Category.Personal)]
    public required Guid MemberId { get; init; }

    [Data(Category.Personal)]
    public bool Name { get; set; }

    [Data(Category.Personal)]
    public bool City { get; set; }

    /// <summary>Political opinion (GDPR Art. 9), typed by the member; null: not open.</summary>
    [Data(Category.Special)]
    public string? Faction { get; set; }

    /// <summary>What the member likes to talk about; null: not open.</summary>
    [Data(Category.Personal)]
    public string? Topics { get; set; }

    public void Configure(EntityTypeBuilder<VisibleToOthers> visible)
    {
        visible.ToTable("visible_to_others");
        visible.HasKey(row => row.MemberId);
        visible.Property(row => row.Faction).HasMaxLength(VisibleToOthers.LongestFaction);
        visible.Property(row => row.Topics).HasMaxLength(VisibleToOthers.LongestTopics);
        visible
            .HasOne<Member>()
            .WithOne()
            .HasForeignKey<VisibleToOthers>(row => row.MemberId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
