using System.Diagnostics;
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

    /// <summary>The name of its <see cref="MailKind"/>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>
    /// Of what it tells, where its kind tells several things about the same session one after the other; else 0.
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

    /// <summary>The <see cref="Calendar.ToldSession"/> that it told, as JSON; null until it is sent.</summary>
    [Data(Category.None)]
    public string? Told { get; set; }

    /// <summary>A hash stands in place of the member's id, which is not needed any more.</summary>
    public bool Anonymous { get; set; }

    /// <summary>The hub was told, or is not to be told.</summary>
    public bool Reported { get; set; }

    /// <summary>W3C traceparent of what caused it.</summary>
    public string? TraceParent { get; set; }

    /// <summary>
    /// One that no rule makes due, but something that a person did or asked for, under that request's id. The hub is
    /// not told of it: after a restore it is of no use, and the hub may not even learn whether anybody has an address.
    /// </summary>
    public static Mail Of(string kind, Guid member, Guid request, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            MemberId = member,
            SessionId = request,
            Kind = kind,
            Status = MailStatus.Queued,
            Due = now,
            CreatedAt = now,
            Reported = true,
            TraceParent = Activity.Current?.Id,
        };

    public void Configure(EntityTypeBuilder<Mail> builder)
    {
        builder.ToTable("mails");
        builder.Property(mail => mail.Id).ValueGeneratedNever();
        builder.Property(mail => mail.Status).HasConversion<string>();
        builder.Property(mail => mail.Told).HasColumnType("jsonb");
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
            .HasDatabaseName("ix_mails_queue");
        builder.HasIndex(mail => mail.LeaseUntil).HasFilter("status = 'Sending'").HasDatabaseName("ix_mails_leases");
        builder
            .HasIndex(mail => mail.FinishedAt)
            .HasFilter("not reported and status in ('Sent', 'Failed')")
            .HasDatabaseName("ix_mails_unreported");
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
