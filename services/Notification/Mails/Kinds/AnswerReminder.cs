using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>
/// Whoever has not answered is asked once more, from a week before until two days before; not whoever was invited less
/// than three days before that week began.
/// </summary>
public sealed class AnswerReminder(PersonalLinks links)
    : SessionMail(
        Kind,
        new PlanRule(
            """
            not e.cancelled and e.start <= @in_7_days and @in_2_days < e.start
            and not exists (select from seats s where s.member_id = m.id and s.session_id = e.id)
            """,
            $"""
            join mails i on i.member_id = m.id and i.session_id = e.id and i.kind = '{Invitation.Kind}' and i.status = 'Sent'
              and i.finished_at <= e.start - interval '240 hours'
            """
        )
    )
{
    public const string Kind = "reminder";

    public override bool WaitsForLegalPages => true;

    protected override string? WhyNot(MailFacts facts, Session session, DateTimeOffset now) =>
        WhyNotBefore(session, now)
        ?? (
            facts.Seat is not null ? "answered"
            : session.Start > PlanParameters.InDays(now, 7) ? "session-moved"
            : session.Start < PlanParameters.InDays(now, 1) ? "too-late"
            : null
        );

    public override Letter Write(MailFacts facts)
    {
        var (member, session) = (facts.Member!, facts.Session!);
        return new Letter($"Erinnerung: {session.Title} am {session.Day()}", SharedSentences.Greeting(member))
            .Paragraph(
                $"in einer Woche findet das Stadtgespräch „{session.Title}“ statt. Von Ihnen liegt uns noch keine "
                    + "Antwort vor. "
                    + "Über eine kurze Rückmeldung freuen wir uns, auch wenn Sie nicht teilnehmen können."
            )
            .Facts(SharedSentences.Facts(session))
            .AskForAnswer(links, member, session);
    }
}
