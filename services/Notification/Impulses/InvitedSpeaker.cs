using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MimeKit;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Impulses;

/// <summary>
/// Whom an organiser invited to hand in an impulse without an account; in the hub's own deployment alone. A row without
/// an address is one whose impulse was heard of before its contact, or that was withdrawn and must not come back with a
/// late message.
/// </summary>
[Data(Category.None)]
[Processing(
    "Eingeladene Vortragende: wer ohne Konto einen Impuls einreichen kann, damit die Einladung, eine Erinnerung und "
        + "Nachrichten zum Impuls per E-Mail ankommen",
    Subject = nameof(Id),
    Erasure = Erasure.Delete,
    Kept = "bis der Impuls zurückgezogen ist, sonst ein Jahr nach der letzten Nachricht",
    SeenBy = "niemand; nur der Mailversand der Organisation"
)]
public sealed class InvitedSpeaker : IEntityTypeConfiguration<InvitedSpeaker>
{
    /// <summary>The impulse's.</summary>
    [Data(Category.Personal)]
    public Guid Id { get; set; }

    [Data(Category.Personal)]
    public string? Name { get; set; }

    [Data(Category.Personal)]
    public string? Address { get; set; }

    /// <summary>The call that it is for; null: none.</summary>
    public Guid? CallId { get; set; }

    /// <summary>When the invitation was queued here, however late its message came: the reminder counts from then.</summary>
    public DateTimeOffset InvitedAt { get; set; }

    public DateTimeOffset? HandedInAt { get; set; }

    public bool IsWithdrawn { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Nothing was handed in yet.</summary>
    public bool IsSilent => HandedInAt is null;

    public MailboxAddress ToMailbox() => new(Name, Address!);

    public void Invite(string name, string address, Guid? call, DateTimeOffset now) =>
        (Name, Address, CallId, InvitedAt, ChangedAt) = (name, address, call, now, now);

    public void HandIn(DateTimeOffset now) => (HandedInAt, ChangedAt) = (HandedInAt ?? now, now);

    public void Withdraw(DateTimeOffset now) => (IsWithdrawn, Name, Address, ChangedAt) = (true, null, null, now);

    /// <summary>
    /// The one reminder, at the time of day of the invitation: a week after it, or three days before the call's last day
    /// where that is sooner, but never on the day of the invitation. <paramref name="closesAt"/>: the first moment that
    /// is too late; null: never. What comes out may be later than that, and is not sent then.
    /// </summary>
    public static DateTimeOffset ReminderAt(DateTimeOffset invitedAt, DateTimeOffset? closesAt) =>
        invitedAt.DaysLater(closesAt is { } end ? Math.Clamp(Day(end.AddMinutes(-1)) - Day(invitedAt) - 3, 1, 7) : 7);

    public void Configure(EntityTypeBuilder<InvitedSpeaker> builder)
    {
        builder.ToTable("invited_speakers");
        builder.Property(speaker => speaker.Id).ValueGeneratedNever();
        builder.Ignore(speaker => speaker.IsSilent);
        builder.HasIndex(speaker => speaker.Address);
        builder.HasIndex(speaker => speaker.CallId);
    }

    private static int Day(DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, GermanTime.Zone).DateTime).DayNumber;
}
