using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>
/// Whoever has a seat hears of it on the last day, with the online link where it is needed; not on the heels of a
/// confirmation, which says the same.
/// </summary>
public sealed class DayBeforeReminder(PersonalLinks links)
    : SessionMail(
        Kind,
        new PlanRule(
            """
            not e.cancelled and e.start <= @now + interval '24 hours' and @now < e.start
            and s.changed_at <= @now - interval '6 hours'
            """,
            "join seats s on s.member_id = m.id and s.session_id = e.id and s.held is not null",
            Priority: 0
        )
    )
{
    public const string Kind = "day-before";

    protected override string? WhyNot(MailFacts facts, Session session, DateTimeOffset now) =>
        WhyNotBefore(session, now) ?? (facts.Seat?.Held is null ? "no-seat" : null);

    public override Letter Write(MailFacts facts)
    {
        var (member, session) = (facts.Member!, facts.Session!);
        return new Letter($"Bald ist es so weit: {session.Title} am {session.Day()}", SharedSentences.Greeting(member))
            .Paragraph($"wir freuen uns auf Sie beim Stadtgespräch „{session.Title}“.")
            .Facts(SharedSentences.Facts(session, facts.Seat!))
            .OfferChange(links, member, session);
    }
}
