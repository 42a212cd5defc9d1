using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Scheduling;

namespace Stadtgespraeche.Scheduling.Sessions;

/// <summary>
/// One Stadtgespräch. <see cref="Version"/> grows with every change, under the row lock. Times are UTC, to the minute;
/// <see cref="TimeZone"/> (IANA) says where the clock hangs that people read. <see cref="OnlineLink"/> leaves this
/// service only in
/// <see cref="OnlineAccessSet"/> and towards organisers.
/// </summary>
[Data(Category.None)]
[Processing(
    "Öffentliches Programm: Namen der Vortragenden",
    Erasure = Erasure.Otherwise,
    Kept = "dauerhaft als Teil des Programms; die Organisation nimmt einen Namen auf Wunsch heraus",
    SeenBy = "alle"
)]
public sealed class Session
{
    public Guid Id { get; init; }

    public long Version { get; private set; }

    /// <summary>The version that last changed what stands in a calendar.</summary>
    public long CalendarVersion { get; private set; }

    public string Title { get; private set; } = "";

    public string Description { get; private set; } = "";

    public string Topic { get; private set; } = "";

    public DateTimeOffset Start { get; private set; }

    public DateTimeOffset End { get; private set; }

    public string TimeZone { get; private set; } = "";

    public int LengthMinutes { get; private set; }

    public SessionForm Form { get; private set; }

    public Venue? Venue { get; private set; }

    public int CapacityOnSite { get; private set; }

    public int CapacityOnline { get; private set; }

    public string? OnlineLink { get; private set; }

    [Data(Category.Personal)]
    public IReadOnlyList<ProgrammeItem> Programme { get; private set; } = [];

    public string? CancellationReason { get; private set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; private set; }

    public SessionStatus Status => CancellationReason is null ? SessionStatus.Scheduled : SessionStatus.Cancelled;

    public bool IsOver(DateTimeOffset now) => End <= now;

    /// <summary>What was planned last, so that a repeated plan can be told from a change.</summary>
    public SessionPlan Plan =>
        new(
            Title,
            Description,
            Topic,
            Start,
            TimeZone,
            LengthMinutes,
            Form,
            Venue,
            CapacityOnSite,
            CapacityOnline,
            OnlineLink,
            new(Programme)
        );

    public void Follow(SessionPlan plan, DateTimeOffset now)
    {
        var entry = CalendarEntry;
        (Title, Description, Topic) = (plan.Title, plan.Description, plan.Topic);
        (Start, TimeZone, LengthMinutes) = (plan.Start, plan.TimeZone, plan.LengthMinutes);
        End = plan.Start.AddMinutes(plan.LengthMinutes);
        (Form, Venue, OnlineLink) = (plan.Form, plan.Venue, plan.OnlineLink);
        (CapacityOnSite, CapacityOnline) = (plan.CapacityOnSite, plan.CapacityOnline);
        Programme = plan.Programme.Items;
        Changed(now, inCalendar: entry != CalendarEntry);
    }

    public void Cancel(string reason, DateTimeOffset now)
    {
        CancellationReason = reason;
        Changed(now, inCalendar: true);
    }

    public SessionScheduled ToScheduled(Guid? resend = null) =>
        new(
            Id,
            Version,
            Title,
            Description,
            Topic,
            Start,
            TimeZone,
            LengthMinutes,
            Form,
            Venue,
            CapacityOnSite,
            CapacityOnline,
            Programme,
            resend,
            CalendarVersion
        );

    public SessionCancelled ToCancelled(Guid? resend = null) =>
        new(Id, Version, Title, Start, TimeZone, LengthMinutes, CancellationReason!, resend);

    private (string, DateTimeOffset, string, int, SessionForm, Venue?) CalendarEntry =>
        (Title, Start, TimeZone, LengthMinutes, Form, Venue);

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

internal sealed class SessionTable : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.Property(s => s.Start).HasColumnName("starts_at");
        session.Property(s => s.End).HasColumnName("ends_at");
        session.HasIndex(s => s.End);
        session.Property(s => s.Title).HasMaxLength(SessionLimits.Title);
        session.Property(s => s.Description).HasMaxLength(SessionLimits.Description);
        session.Property(s => s.Topic).HasMaxLength(SessionLimits.Topic);
        session.Property(s => s.TimeZone).HasMaxLength(60);
        session.Property(s => s.OnlineLink).HasMaxLength(SessionLimits.OnlineLink);
        session.Property(s => s.CancellationReason).HasMaxLength(SessionLimits.Reason);
        session.Property(s => s.Form).HasConversion<string>().HasMaxLength(20);
        session.Property(s => s.Venue).StoredAsJson();
        session.Property(s => s.Programme).StoredAsJson();
        session.Ignore(s => s.Plan);
        session.Ignore(s => s.Status);
    }
}
