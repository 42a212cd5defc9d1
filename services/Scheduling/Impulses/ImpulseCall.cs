using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>
/// A call for impulses, until its last day: for one session, for one topic, for both, or for whatever the cities have.
/// Everybody may read it.
/// </summary>
[Data(Category.None)]
public sealed class ImpulseCall : IEntityTypeConfiguration<ImpulseCall>
{
    public const int LongestTitle = 100;
    public const int LongestText = 2_000;

    public Guid Id { get; init; }

    /// <summary>Grows with every change, under the row lock.</summary>
    public long Version { get; private set; }

    [Data(Category.None)]
    public string Title { get; private set; } = "";

    /// <summary>What is looked for, plain text; null: the title says it.</summary>
    [Data(Category.None)]
    public string? Text { get; private set; }

    public Guid? SessionId { get; private set; }

    public Guid? TopicId { get; private set; }

    /// <summary>The first moment that is too late: midnight in Europe/Berlin, as UTC.</summary>
    public DateTimeOffset ClosesAt { get; private set; }

    public DateTimeOffset OpenedAt { get; init; }

    public bool IsOpen(DateTimeOffset now) => now < ClosesAt;

    public CallWording Wording => new(Title, Text, SessionId, TopicId, ClosesAt);

    public void Write(CallWording wording)
    {
        (Title, Text, SessionId, TopicId, ClosesAt) = wording;
        Version++;
    }

    public CallOpened ToOpened() => new(Id, Version, Title, ClosesAt);

    public void Configure(EntityTypeBuilder<ImpulseCall> call)
    {
        call.Property(c => c.Id).ValueGeneratedNever();
        call.Property(c => c.Title).HasMaxLength(LongestTitle);
        call.Property(c => c.Text).HasMaxLength(LongestText);
        call.Ignore(c => c.Wording);
        call.HasOne<Session>().WithMany().HasForeignKey(c => c.SessionId).OnDelete(DeleteBehavior.Restrict);
        call.HasOne<Topic>().WithMany().HasForeignKey(c => c.TopicId).OnDelete(DeleteBehavior.Restrict);
        call.HasIndex(c => c.ClosesAt);
    }
}

/// <summary>What a call says, checked.</summary>
public sealed record CallWording(string Title, string? Text, Guid? SessionId, Guid? TopicId, DateTimeOffset ClosesAt);
