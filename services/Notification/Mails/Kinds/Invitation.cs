using Stadtgespraeche.Api;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>Whoever has not answered yet is invited, once, while the session lies ahead.</summary>
public sealed class Invitation(PersonalLinks links)
    : SessionMail(
        Kind,
        new PlanRule(
            """
            not e.cancelled and e.start > @now
            and not exists (select from seats s where s.member_id = m.id and s.session_id = e.id)
            """
        )
    )
{
    public const string Kind = "invitation";

    public override bool WaitsForLegalPages => true;

    protected override string? WhyNot(MailFacts facts, Session session, DateTimeOffset now) =>
        WhyNotBefore(session, now) ?? (facts.Seat is null ? null : "answered");

    public override Letter Write(MailFacts facts)
    {
        var (member, session) = (facts.Member!, facts.Session!);
        var letter = new Letter($"Einladung: {session.Title} am {session.Day()}", SharedSentences.Greeting(member))
            .Paragraph(
                $"wir laden Sie herzlich ein zum Stadtgespräch „{session.Title}“. "
                    + "Mitglieder der Räte mehrerer Städte tauschen dort Erfahrungen aus."
            )
            .Facts(SharedSentences.Facts(session));
        if (session.Description.Length > 0)
        {
            letter.Paragraph(MarkdownText.ToPlainText(session.Description));
        }

        if (session.Programme.Count > 0)
        {
            letter.Heading("Programm").List(session.Programme());
        }

        return letter
            .AskForAnswer(links, member, session)
            .Link("Alles zur Sitzung", links.Public(session))
            .Link("Was mit Ihren Daten geschieht", links.Privacy);
    }
}
