using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Scheduling;

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

    public SessionStatus Status => CancellationReason is null ? SessionStatus.Scheduled : SessionStatus.Cancelled;

    public bool IsOver(DateTimeOffset now) => End <= now;

    public void Follow(SessionPlan plan, DateTimeOffset now)
    {
        var inCalendar = !plan.LooksInCalendarsLike(Plan);
        (Plan, End) = (plan, plan.End);
        Changed(now, inCalendar);
    }

    public void Cancel(string reason, DateTimeOffset now)
    {
        CancellationReason = reason;
        Changed(now, inCalendar: true);
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
    }

    private void Changed(DateTimeOffset now, bool inCalendar)
    {
        Version++;
        ChangedAt = now;
        CalendarVersion = inCalendar ? Version : CalendarVersion;
    }
}

public enum SessionStatus
{
    Scheduled,
    Cancelled,
}
