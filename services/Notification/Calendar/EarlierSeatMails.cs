using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.Seats;

namespace Stadtgespraeche.Notification.Calendar;

/// <summary>A mail about a seat that was sent, or may have been.</summary>
public sealed record EarlierMail(long Version, long? SeatVersion, string? CalendarMethod, ToldSession? Told = null);

/// <summary>
/// The mails about a member's seat before this one, the newest first: by them one knows what stands in the calendar.
/// <paramref name="LastTold"/>: by any mail about the session, as far as it is known.
/// </summary>
public sealed record EarlierSeatMails(IReadOnlyList<EarlierMail> Mails, ToldSession? LastTold = null)
{
    /// <summary>The newest mail about the seat, which may be one of which it is not known whether it arrived.</summary>
    public ToldSession? NewestTold => Mails is [var newest, ..] ? newest.Told : null;

    /// <summary>The seat is as it was told before: what changed is the session.</summary>
    public bool Has(long? seatVersion) => Mails.Any(mail => mail.SeatVersion == seatVersion);

    /// <summary>Whether the member's calendar holds, or may hold, an entry of this session.</summary>
    public bool MayHaveEntry(Seat? seat) =>
        (
            Mails.FirstOrDefault(mail => mail.CalendarMethod is not null)?.CalendarMethod
            ?? (seat?.MayHaveEntry == true ? CalendarMethods.Request : null)
        ) == CalendarMethods.Request;

    /// <summary>Sets it as <see cref="MailFacts.Own"/>.</summary>
    public static async Task LoadAsync(
        NotificationDbContext db,
        IReadOnlyList<MailFacts> batch,
        CancellationToken cancellationToken
    )
    {
        // What is claimed together with the mail, for the first time, has not been sent: of one seat only one is still right.
        var claimed = batch.Select(facts => facts.Mail.Id).ToArray();
        var memberIds = batch.Select(facts => facts.Mail.MemberId).Distinct().ToArray();
        var sessionIds = batch.Select(facts => facts.Mail.SessionId).Distinct().ToArray();
        var earlier = (
            await db
                .Mails.AsNoTracking()
                .Where(m =>
                    memberIds.Contains(m.MemberId)
                    && sessionIds.Contains(m.SessionId)
                    && (m.Kind == SeatConfirmation.Kind || m.Told != null)
                    && (m.Status == MailStatus.Sent || (m.Attempts > 0 && m.Status != MailStatus.Failed))
                    && (m.Attempts > 1 || !claimed.Contains(m.Id))
                )
                .OrderByDescending(m => m.Version)
                .Select(m => new
                {
                    m.MemberId,
                    m.SessionId,
                    m.Version,
                    m.SeatVersion,
                    m.CalendarMethod,
                    m.Kind,
                    m.Told,
                    m.FinishedAt,
                })
                .ToListAsync(cancellationToken)
        ).ToLookup(m => (m.MemberId, m.SessionId));
        foreach (var facts in batch)
        {
            var mail = facts.Mail;
            var mails = earlier[(mail.MemberId, mail.SessionId)];
            facts.Own = new EarlierSeatMails(
                [
                    .. mails
                        .Where(other =>
                            other.Kind == SeatConfirmation.Kind
                            && (mail.Kind != SeatConfirmation.Kind || other.Version < mail.Version)
                        )
                        .Select(other => new EarlierMail(
                            other.Version,
                            other.SeatVersion,
                            other.CalendarMethod,
                            ToldSession.Read(other.Told)
                        )),
                ],
                ToldSession.Read(mails.Where(other => other.Told is not null).MaxBy(other => other.FinishedAt)?.Told)
            );
        }
    }
}
