using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// One mail that is due, was sent, or was given up, with the visible reason. The key (member, session, kind, version)
/// holds each only once, however often its cause is told. What it says is not stored: it is made, and judged valid
/// again, at the moment of sending.
/// </summary>
[Data(Category.None)]
[Processing(
    "E-Mails: welche Nachricht fällig ist oder verschickt wurde, ohne Inhalt",
    Subject = nameof(MemberId),
    Erasure = Erasure.Delete,
    Kept = "90 Tage, sobald die Sitzung nichts mehr auslöst; der Empfänger wird vorher durch eine Prüfsumme ersetzt",
    SeenBy = "die Kommune"
)]
public sealed class Mail : IEntityTypeConfiguration<Mail>
{
    public Guid Id { get; set; }

    [Data(Category.Personal)]
    public Guid MemberId { get; set; }

    /// <summary>What it is about; for sign-in the request instead of a session.</summary>
    public Guid SessionId { get; set; }

    /// <summary>One of <see cref="MailKinds"/>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>
    /// seat: SEQUENCE of the calendar entry; session-cancelled: the session's version; application and
    /// application-waiting: the application's; else 0.
    /// </summary>
    public long Version { get; set; }

    /// <summary>The seat's version that a seat mail tells.</summary>
    public long? SeatVersion { get; set; }

    public MailStatus Status { get; set; }

    /// <summary>
    /// What answers a person's click goes first (0), what goes to everybody later (1), a sign-in link before all (-1).
    /// </summary>
    public short Priority { get; set; }

    /// <summary>Not before this moment, UTC.</summary>
    public DateTimeOffset Due { get; set; }

    /// <summary>Not after this moment, where what it says ends by itself.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Until then the sender that claimed it may work on it; later it is anybody's again.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Why it was dropped, failed, or waits for another try; never an address.</summary>
    public string? Reason { get; set; }

    /// <summary>METHOD of its calendar part (REQUEST, CANCEL), null without one.</summary>
    public string? CalendarMethod { get; set; }

    /// <summary>A hash stands in place of the member's id, which is not needed any more.</summary>
    public bool Anonymous { get; set; }

    /// <summary>The hub was told, or is not to be told.</summary>
    public bool Reported { get; set; }

    /// <summary>W3C traceparent of what caused it.</summary>
    public string? TraceParent { get; set; }

    public void Configure(EntityTypeBuilder<Mail> builder)
    {
        builder.ToTable("mails");
        builder.Property(mail => mail.Id).ValueGeneratedNever();
        builder.Property(mail => mail.Status).HasConversion<string>();
        builder
            .HasIndex(mail => new
            {
                mail.MemberId,
                mail.SessionId,
                mail.Kind,
                mail.Version,
            })
            .IsUnique();
        builder
            .HasIndex(mail => new { mail.Priority, mail.Due })
            .HasFilter("status = 'Queued'")
            .HasDatabaseName("IX_mails_queue");
        builder.HasIndex(mail => mail.LeaseUntil).HasFilter("status = 'Sending'").HasDatabaseName("IX_mails_leases");
        builder
            .HasIndex(mail => mail.FinishedAt)
            .HasFilter("not reported and status in ('Sent', 'Failed')")
            .HasDatabaseName("IX_mails_unreported");
    }
}

public enum MailStatus
{
    Queued,
    Sending,
    Sent,

    /// <summary>The server refused it, or it could not be sent for two days.</summary>
    Failed,

    /// <summary>No longer true or no longer wanted when its turn came.</summary>
    Dropped,
}

/// <summary>The kinds of mail, as DeliveryReported names them; those from sign-in on are never reported.</summary>
public static class MailKinds
{
    public const string Invitation = "invitation";
    public const string Reminder = "reminder";
    public const string Seat = "seat";
    public const string SessionCancelled = "session-cancelled";
    public const string DayBefore = "day-before";
    public const string Recap = "recap";
    public const string SignIn = "sign-in";

    /// <summary>All that the city stores about the member, on request.</summary>
    public const string DataExport = "data-export";

    /// <summary>What a member wants corrected; to the city's people, not to the member.</summary>
    public const string Correction = "correction";

    /// <summary>The city's people have it.</summary>
    public const string CorrectionReceived = "correction-received";

    /// <summary>It could not be handed to anybody.</summary>
    public const string CorrectionUndelivered = "correction-undelivered";

    /// <summary>
    /// The city has confirmed the mandate of whoever asked to be enrolled; the first sign-in is open.
    /// </summary>
    public const string MembershipConfirmed = "membership-confirmed";

    /// <summary>
    /// The city has refused it, to whom is no member; the mail names the request in the member's place.
    /// </summary>
    public const string MembershipRefused = "membership-refused";

    /// <summary>Nobody has answered it, and it is deleted.</summary>
    public const string MembershipExpired = "membership-expired";

    /// <summary>To the city's people: somebody waits for an answer.</summary>
    public const string MembershipWaiting = "membership-waiting";

    /// <summary>What was erased, before the address goes as well.</summary>
    public const string ErasureStatement = "erasure-statement";

    /// <summary>
    /// To an applicant, about the application that is named as member and session; Version is the application's.
    /// </summary>
    public const string Application = "application";

    /// <summary>To the organisers: an application, named likewise, waits for them.</summary>
    public const string ApplicationWaiting = "application-waiting";

    /// <summary>About the member's own data and about no session; they go out after the mandate's end, too.</summary>
    public static bool IsAboutOwnData(string kind) =>
        kind
            is DataExport
                or Correction
                or CorrectionReceived
                or CorrectionUndelivered
                or ErasureStatement
                or MembershipConfirmed
                or MembershipRefused
                or MembershipExpired;
}
