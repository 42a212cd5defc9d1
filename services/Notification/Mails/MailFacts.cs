using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Notification.Applications;
using Stadtgespraeche.Notification.Calendar;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Recaps;
using Stadtgespraeche.Notification.Seats;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>A seat mail that was sent, or may have been, before this one.</summary>
public sealed record EarlierMail(long Version, long? SeatVersion, string? CalendarMethod);

/// <summary>All that one mail is judged by and made from, as it is at the moment of sending.</summary>
public sealed record MailFacts(
    ClaimedMail Mail,
    Member? Member,
    Session? Session,
    Seat? Seat,
    Recap? Recap,
    bool Attended,
    IReadOnlyList<EarlierMail> Earlier,
    PersonAnswer? Answer = null,
    Applicant? Applicant = null
)
{
    /// <summary>Whether the member's calendar holds, or may hold, an entry of this session.</summary>
    public bool MayHaveEntry =>
        (
            Earlier.FirstOrDefault(mail => mail.CalendarMethod is not null)?.CalendarMethod
            ?? (Seat?.MayHaveEntry == true ? CalendarMethods.Request : null)
        ) == CalendarMethods.Request;

    /// <summary>REQUEST with a seat, CANCEL when an entry has to go, else no calendar part.</summary>
    public string? CalendarMethod =>
        Mail.Kind switch
        {
            MailKinds.Seat when Seat?.Held is not null => CalendarMethods.Request,
            MailKinds.Seat or MailKinds.SessionCancelled when MayHaveEntry => CalendarMethods.Cancel,
            _ => null,
        };

    /// <summary>The seat is as it was told before: what changed is the session.</summary>
    public bool SessionChanged => Earlier.Any(mail => mail.SeatVersion == Mail.SeatVersion);

    /// <summary>A handful of statements for a whole batch.</summary>
    public static async Task<List<MailFacts>> LoadAsync(
        NotificationDbContext db,
        IReadOnlyList<ClaimedMail> mails,
        CancellationToken cancellationToken
    )
    {
        var memberIds = mails.Select(mail => mail.MemberId).Distinct().ToArray();
        var sessionIds = mails.Select(mail => mail.SessionId).Distinct().ToArray();
        var members = await db
            .Members.AsNoTracking()
            .Where(m => memberIds.Contains(m.Id))
            .ToDictionaryAsync(m => m.Id, cancellationToken);
        foreach (
            var request in await db
                .MembershipRequests.AsNoTracking()
                .Where(r => memberIds.Contains(r.Id))
                .ToListAsync(cancellationToken)
        )
        {
            members[request.Id] = request.AsRecipient();
        }

        var sessions = await db
            .Sessions.AsNoTracking()
            .Where(s => sessionIds.Contains(s.Id))
            .ToDictionaryAsync(s => s.Id, cancellationToken);
        var seats = await db
            .Seats.AsNoTracking()
            .Where(s => memberIds.Contains(s.MemberId) && sessionIds.Contains(s.SessionId))
            .ToDictionaryAsync(s => (s.MemberId, s.SessionId), cancellationToken);

        var recaps = new Dictionary<Guid, Recap>();
        var attended = new HashSet<(Guid, Guid)>();
        if (mails.Any(mail => mail.Kind == MailKinds.Recap))
        {
            recaps = await db
                .Recaps.AsNoTracking()
                .Where(r => sessionIds.Contains(r.SessionId))
                .ToDictionaryAsync(r => r.SessionId, cancellationToken);
            attended =
            [
                .. (
                    await db
                        .Attendees.AsNoTracking()
                        .Where(a => a.Attended && memberIds.Contains(a.MemberId) && sessionIds.Contains(a.SessionId))
                        .ToListAsync(cancellationToken)
                ).Select(a => (a.MemberId, a.SessionId)),
            ];
        }

        var earlier = Enumerable
            .Empty<(Guid, Guid, EarlierMail)>()
            .ToLookup(_ => (Guid.Empty, Guid.Empty), row => row.Item3);
        if (mails.Any(mail => mail.Kind is MailKinds.Seat or MailKinds.SessionCancelled))
        {
            earlier = (
                await db
                    .Mails.AsNoTracking()
                    .Where(m =>
                        memberIds.Contains(m.MemberId)
                        && sessionIds.Contains(m.SessionId)
                        && m.Kind == MailKinds.Seat
                        && (m.Status == MailStatus.Sent || (m.Attempts > 0 && m.Status != MailStatus.Failed))
                    )
                    .OrderByDescending(m => m.Version)
                    .Select(m => new
                    {
                        m.MemberId,
                        m.SessionId,
                        m.Version,
                        m.SeatVersion,
                        m.CalendarMethod,
                    })
                    .ToListAsync(cancellationToken)
            ).ToLookup(
                m => (m.MemberId, m.SessionId),
                m => new EarlierMail(m.Version, m.SeatVersion, m.CalendarMethod)
            );
        }

        var answers = new Dictionary<Guid, PersonAnswer>();
        foreach (
            var mail in mails.Where(mail =>
                mail.Kind
                    is MailKinds.DataExport
                        or MailKinds.Correction
                        or MailKinds.ErasureStatement
                        or MailKinds.MembershipRefused
                        or MailKinds.MembershipWaiting
            )
        )
        {
            answers[mail.Id] = await PersonAnswer.ReadAsync(db, mail, cancellationToken);
        }

        var applicants = new Dictionary<Guid, Applicant>();
        if (mails.Any(mail => mail.Kind is MailKinds.Application or MailKinds.ApplicationWaiting))
        {
            applicants = await db
                .Applicants.AsNoTracking()
                .Where(a => memberIds.Contains(a.Id))
                .ToDictionaryAsync(a => a.Id, cancellationToken);
        }

        return mails
            .Select(mail => new MailFacts(
                mail,
                members.GetValueOrDefault(mail.MemberId),
                sessions.GetValueOrDefault(mail.SessionId),
                seats.GetValueOrDefault((mail.MemberId, mail.SessionId)),
                recaps.GetValueOrDefault(mail.SessionId),
                attended.Contains((mail.MemberId, mail.SessionId)),
                [
                    .. earlier[(mail.MemberId, mail.SessionId)]
                        .Where(e => mail.Kind != MailKinds.Seat || e.Version < mail.Version),
                ],
                answers.GetValueOrDefault(mail.Id),
                applicants.GetValueOrDefault(mail.MemberId)
            ))
            .ToList();
    }
}
