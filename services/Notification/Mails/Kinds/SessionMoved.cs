using Stadtgespraeche.Notification.Calendar;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>
/// Whoever was invited and has not answered hears of a new time or place, and is asked again; whoever answered hears of
/// it by <see cref="SeatConfirmation"/>. Version: the session's calendar version. Its own fact:
/// <see cref="EarlierSeatMails"/>.
/// </summary>
public sealed class SessionMoved(PersonalLinks links)
    : SessionMail(
        Kind,
        new PlanRule(
            $"""
            not e.cancelled and e.start > @now
            and not exists (select from seats s where s.member_id = m.id and s.session_id = e.id)
            and exists (
              select from mails i where i.member_id = m.id and i.session_id = e.id and i.kind = '{Invitation.Kind}'
                and i.status = 'Sent' and (i.told->>'calendarVersion')::bigint < e.calendar_version)
            """,
            Version: "e.calendar_version",
            Due: "@settled"
        )
    )
{
    public const string Kind = "session-moved";

    public override Task LoadAsync(
        NotificationDbContext db,
        IReadOnlyList<MailFacts> mails,
        CancellationToken cancellationToken
    ) => EarlierSeatMails.LoadAsync(db, mails, cancellationToken);

    protected override string? WhyNot(MailFacts facts, Session session, DateTimeOffset now) =>
        WhyNotBefore(session, now)
        ?? (
            facts.Seat is not null ? "answered"
            : session.CalendarVersion != facts.Mail.Version ? "newer-version"
            : Told(facts) is not { } told || (told.SameTime(session) && told.SamePlace(session)) ? "told-already"
            : null
        );

    public override Letter Write(MailFacts facts)
    {
        var (member, session) = (facts.Member!, facts.Session!);
        return new Letter($"Geändert: {session.Title} am {session.Day()}", SharedSentences.Greeting(member))
            .Paragraph(
                $"beim Stadtgespräch „{session.Title}“, zu dem wir Sie eingeladen haben, hat sich etwas geändert:"
            )
            .Facts(session.Changes(Told(facts)))
            .Paragraph(
                "Von Ihnen liegt uns noch keine Antwort vor. "
                    + "Über eine kurze Rückmeldung freuen wir uns, auch wenn Sie nicht teilnehmen können."
            )
            .AskForAnswer(links, member, session);
    }

    private static ToldSession? Told(MailFacts facts) => ((EarlierSeatMails)facts.Own!).LastTold;
}
