using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Scheduling.Changes;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Sessions;

/// <summary>
/// One Stadtgespräch: its plan, and what became of it. <see cref="Version"/> grows with every change, under the row
/// lock. The online link leaves this service only in <see cref="OnlineAccessSet"/> and towards organisers.
/// </summary>
[Data(Category.None)]
[Processing(
    "Öffentliches Programm: Namen der Vortragenden",
    Erasure = Erasure.Otherwise,
    Kept = "dauerhaft als Teil des Programms; die Organisation nimmt einen Namen auf Wunsch heraus",
    SeenBy = "alle"
)]
public sealed class Session : IEntityTypeConfiguration<Session>
{
    public Guid Id { get; init; }

    public long Version { get; private set; }

    /// <summary>The version that last changed what stands in a calendar.</summary>
    public long CalendarVersion { get; private set; }

    /// <summary>What was planned last; there from the first <see cref="Follow"/> on.</summary>
    public SessionPlan Plan { get; private set; } = null!;

    public DateTimeOffset End { get; private set; }

    public string? CancellationReason { get; private set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>What publications changed, the newest first; the first announcement changes nothing.</summary>
    public IReadOnlyList<PublicVersion> Changes { get; private set; } = [];

    public SessionStatus Status => CancellationReason is null ? SessionStatus.Scheduled : SessionStatus.Cancelled;

    public bool IsOver(DateTimeOffset now) => End <= now;

    public void Follow(SessionPlan plan, TopicList topics, DateTimeOffset now)
    {
        var inCalendar = !plan.LooksInCalendarsLike(Plan);
        var changes = PublicChanges.Between(Plan, plan, topics);
        (Plan, End) = (plan, plan.End);
        Changed(now, inCalendar, changes);
    }

    public void Cancel(string reason, DateTimeOffset now)
    {
        CancellationReason = reason;
        Changed(now, inCalendar: true, [new(ChangedField.Cancellation, null, reason)]);
    }

    /// <summary><paramref name="topic"/>: the titles of its topics, which contracts know as one text.</summary>
    public SessionScheduled ToScheduled(string topic, Guid? resend = null) =>
        new(
            Id,
            Version,
            Plan.Title,
            Plan.Description,
            topic,
            Plan.Start,
            Plan.TimeZone,
            Plan.LengthMinutes,
            Plan.Form,
            Plan.Venue,
            Plan.SeatsOnSite,
            Plan.SeatsOnline,
            Plan.Programme.Items,
            resend,
            CalendarVersion
        );

    public SessionCancelled ToCancelled(Guid? resend = null) =>
        new(Id, Version, Plan.Title, Plan.Start, Plan.TimeZone, Plan.LengthMinutes, CancellationReason!, resend);

    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ComplexProperty(s => s.Plan, SessionPlan.Configure);
        session.Property(s => s.End).HasColumnName("ends_at");
        session.HasIndex(s => s.End);
        session.Property(s => s.CancellationReason).HasMaxLength(SessionLimits.Reason);
        session.Ignore(s => s.Status);
        session
            .Property(s => s.Changes)
            .HasColumnType("jsonb")
            .HasDefaultValueSql("'[]'")
            .HasConversion(
                changes => JsonSerializer.Serialize(changes, JsonSerializerOptions.Web),
                json => JsonSerializer.Deserialize<List<PublicVersion>>(json, JsonSerializerOptions.Web)!,
                // The list is replaced as a whole and never changed.
                new ValueComparer<IReadOnlyList<PublicVersion>>(
                    (a, b) => ReferenceEquals(a, b),
                    changes => changes.Count,
                    changes => changes
                )
            );
    }

    private void Changed(DateTimeOffset now, bool inCalendar, IReadOnlyList<PublicChange> changes)
    {
        Version++;
        ChangedAt = now;
        CalendarVersion = inCalendar ? Version : CalendarVersion;
        Changes = PublicVersion.Add(Changes, Version, now, changes);
    }
}

public enum SessionStatus
{
    Scheduled,
    Cancelled,
}
