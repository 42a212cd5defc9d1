using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Scheduling.Topics;

/// <summary>
/// What council members want to talk about. A member's proposal is seen by its member and by organisers until they
/// release it. Whether a topic on the list is planned or was discussed follows from the sessions that name it. Topics
/// are never deleted, so that addresses and sessions keep their meaning.
/// </summary>
[Data(Category.None)]
[Processing(
    "Themenvorschläge: welches Mitglied ein Thema vorgeschlagen hat",
    Subject = nameof(ProposedBy),
    Erasure = Erasure.Anonymise,
    Kept = "das Thema dauerhaft; wer es vorgeschlagen hat, bis zur Löschung der Person",
    SeenBy = "das Mitglied selbst; die Organisation sieht die Kommune"
)]
public sealed class Topic : IEntityTypeConfiguration<Topic>
{
    public const int LongestTitle = 100;
    public const int LongestDescription = 2_000;
    public const int LongestReason = 1_000;

    public Guid Id { get; init; }

    /// <summary>Grows with every change, under the row lock.</summary>
    public long Version { get; private set; }

    [Data(Category.None)]
    public string Title { get; private set; } = "";

    [Data(Category.None)]
    public string Description { get; private set; } = "";

    [Data(Category.None)]
    public TopicState State { get; private set; }

    /// <summary>Everybody could see it once; false: a proposal that was never taken on.</summary>
    public bool WasListed { get; private set; }

    /// <summary>The topic that this one went into, which itself never went into another; null: none.</summary>
    public Guid? MergedInto { get; private set; }

    /// <summary>What the organisers said when they took it off the list, or did not take it on.</summary>
    [Data(Category.None)]
    public string? RetiredBecause { get; private set; }

    [Data(Category.Personal)]
    public Guid? ProposedBy { get; init; }

    [Data(Category.None)]
    public string? ProposedByPartner { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; private set; }

    public bool Says(string title, string description) => (Title, Description) == (title, description);

    public void Write(string title, string description, DateTimeOffset now) =>
        Change(now, () => (Title, Description) = (title, description));

    /// <summary>Puts a proposal, or what was retired, on the list.</summary>
    public void Release(DateTimeOffset now) =>
        Change(now, () => (State, WasListed, RetiredBecause) = (TopicState.Listed, true, null));

    public void Retire(string? reason, DateTimeOffset now) =>
        Change(now, () => (State, RetiredBecause) = (TopicState.Retired, reason));

    public void MergeInto(Topic target, DateTimeOffset now) =>
        Change(now, () => (State, MergedInto, RetiredBecause) = (TopicState.Merged, target.Id, null));

    public void Configure(EntityTypeBuilder<Topic> topic)
    {
        topic.Property(t => t.Id).ValueGeneratedNever();
        topic.Property(t => t.Title).HasMaxLength(LongestTitle);
        topic.Property(t => t.Description).HasMaxLength(LongestDescription);
        topic.Property(t => t.RetiredBecause).HasMaxLength(LongestReason);
        topic.Property(t => t.State).HasConversion<string>().HasMaxLength(20);
        topic.HasOne<Topic>().WithMany().HasForeignKey(t => t.MergedInto).OnDelete(DeleteBehavior.Restrict);
        topic.HasIndex(t => t.ProposedBy);
        // Two topics of one name, in whatever case, could not be told apart in a form: the index ix_topics_listed_title,
        // which EF Core cannot express, refuses them.
    }

    private void Change(DateTimeOffset now, Action change)
    {
        change();
        Version++;
        ChangedAt = now;
    }
}

public enum TopicState
{
    Proposed,
    Listed,
    Retired,
    Merged,
}
