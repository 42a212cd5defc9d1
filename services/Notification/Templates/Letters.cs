using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Templates;

/// <summary>
/// The German letters around a session, except those about a seat (<see cref="SeatLetters"/>), and the one with the
/// sign-in link.
/// </summary>
public sealed class Letters(
    PersonalLinks links,
    SeatLetters seats,
    CorrectionLetters corrections,
    ApplicationLetters applications,
    MembershipLetters memberships
)
{
    public Letter For(MailFacts facts)
    {
        if (facts.Mail.Kind == MailKinds.SignIn)
        {
            return SignIn(facts.Member!, facts.Mail);
        }

        if (facts.Mail.Kind == MailKinds.Application)
        {
            return applications.For(facts.Applicant!);
        }

        if (facts.Mail.Kind == MailKinds.ApplicationWaiting)
        {
            return applications.Waiting(facts.Applicant!);
        }

        if (facts.Mail.Kind == MailKinds.DataExport)
        {
            return PrivacyLetters.Export(facts.Member!);
        }

        if (facts.Mail.Kind is MailKinds.Correction or MailKinds.CorrectionReceived or MailKinds.CorrectionUndelivered)
        {
            return corrections.For(facts);
        }

        if (facts.Mail.Kind == MailKinds.ErasureStatement)
        {
            return PrivacyLetters.Statement(facts.Member!, facts.Answer!.Erased, facts.Answer.OnRequest);
        }

        if (
            facts.Mail.Kind
            is MailKinds.MembershipConfirmed
                or MailKinds.MembershipRefused
                or MailKinds.MembershipExpired
                or MailKinds.MembershipWaiting
        )
        {
            return memberships.For(facts);
        }

        var (member, session) = (facts.Member!, facts.Session!);
        return facts.Mail.Kind switch
        {
            MailKinds.Invitation => Invitation(member, session),
            MailKinds.Reminder => Reminder(member, session),
            MailKinds.Seat => seats.For(facts),
            MailKinds.SessionCancelled => CalledOff(facts),
            MailKinds.DayBefore => seats.DayBefore(facts),
            MailKinds.Recap => Recap(facts),
            _ => throw new ArgumentException($"No letter for the kind {facts.Mail.Kind}."),
        };
    }

    internal static string Greeting(Member member) => $"Guten Tag {member.DisplayName},";

    internal static Fact[] Facts(Session session) =>
        [
            new("Thema", session.Topic),
            new("Wann", session.When()),
            new("Wo", session.Where()),
            .. session is { OffersOnSite: true, Venue.AccessibilityNotes: { Length: > 0 } notes }
                ? [new Fact("Barrierefreiheit", notes)]
                : Array.Empty<Fact>(),
        ];

    private Letter SignIn(Member member, ClaimedMail mail) =>
        new Letter("Ihre Anmeldung bei den Stadtgesprächen", Greeting(member))
            .Paragraph(
                "mit diesem Verweis melden Sie sich bei den Stadtgesprächen an. Ein Passwort brauchen Sie nicht."
            )
            .Action("Anmelden", links.SignIn(member.Id, mail.SessionId, mail.ExpiresAt!.Value))
            .Paragraph(
                $"Der Verweis gilt bis {German.Time(mail.ExpiresAt.Value)} Uhr und nur einmal. Die Seite zeigt Ihnen zuerst, für wen die Anmeldung gilt."
            )
            .Paragraph(
                "Haben Sie sich nicht anmelden wollen? Dann löschen Sie diese E-Mail bitte; ohne den Verweis kann sich niemand für Sie anmelden. "
                    + "Bitte leiten Sie sie nicht weiter."
            );

    private Letter Invitation(Member member, Session session)
    {
        var letter = new Letter($"Einladung: {session.Title} am {session.Day()}", Greeting(member))
            .Paragraph(
                $"wir laden Sie herzlich ein zum Stadtgespräch „{session.Title}“. "
                    + "Mitglieder der Räte mehrerer Städte tauschen dort Erfahrungen aus."
            )
            .Facts(Facts(session));
        if (session.Description.Length > 0)
        {
            letter.Paragraph(session.Description);
        }

        if (session.Programme.Count > 0)
        {
            letter.Heading("Programm").List(session.Programme());
        }

        return Answers(letter.Heading("Ihre Antwort"), member, session);
    }

    private Letter Reminder(Member member, Session session) =>
        Answers(
            new Letter($"Erinnerung: {session.Title} am {session.Day()}", Greeting(member))
                .Paragraph(
                    $"in einer Woche findet das Stadtgespräch „{session.Title}“ statt. Von Ihnen liegt uns noch keine Antwort vor. "
                        + "Über eine kurze Rückmeldung freuen wir uns, auch wenn Sie nicht teilnehmen können."
                )
                .Facts(Facts(session))
                .Heading("Ihre Antwort"),
            member,
            session
        );

    private Letter Answers(Letter letter, Member member, Session session)
    {
        var seat = links.Seat(member.Id, session);
        if (session.OffersOnSite)
        {
            letter.Action("Ich komme vor Ort", $"{seat}&antwort=vor-ort");
        }

        if (session.OffersOnline)
        {
            letter.Action("Ich nehme online teil", $"{seat}&antwort=online");
        }

        return letter
            .Action("Ich nehme nicht teil", $"{seat}&antwort=absage")
            .Paragraph(
                "Die Seite zeigt Ihnen zuerst, was geschieht. Verbindlich wird Ihre Antwort erst mit der Schaltfläche dort. Ein Passwort brauchen Sie nicht."
            )
            .Paragraph("Die Verweise gelten nur für Sie. Bitte leiten Sie diese E-Mail nicht weiter.");
    }

    private static Letter CalledOff(MailFacts facts)
    {
        var session = facts.Session!;
        var letter = new Letter($"Abgesagt: {session.Title} am {session.Day()}", Greeting(facts.Member!)).Paragraph(
            $"das Stadtgespräch „{session.Title}“ am {session.Day()} findet leider nicht statt."
        );
        if (!string.IsNullOrWhiteSpace(session.CancellationReason))
        {
            letter.Facts(new Fact("Grund", session.CancellationReason));
        }

        var given = facts.Seat?.ReleasedCause is SeatReleasedCause.Cancelled or SeatReleasedCause.Declined
            ? "Sie hatten Ihren Platz schon abgesagt."
            : "Ihr Platz ist damit aufgehoben.";
        letter.Paragraph(
            facts.MayHaveEntry
                ? $"{given} Der Eintrag in Ihrem Kalender wird durch diese E-Mail entfernt; falls nicht, löschen Sie ihn bitte selbst."
                : "Sie brauchen nichts weiter zu tun."
        );
        return letter.Paragraph(
            "Wir bitten um Ihr Verständnis und würden uns freuen, Sie bei einem der nächsten Stadtgespräche zu begrüßen."
        );
    }

    private Letter Recap(MailFacts facts)
    {
        var session = facts.Session!;
        return new Letter($"Rückblick: {session.Title}", Greeting(facts.Member!))
            .Paragraph(
                $"vielen Dank, dass Sie beim Stadtgespräch „{session.Title}“ am {session.Day()} dabei waren. "
                    + $"Der Rückblick „{facts.Recap!.Title}“ ist jetzt veröffentlicht."
            )
            .Action("Rückblick lesen", $"{links.Portal}/wissen/{facts.Recap.ContributionId}")
            .Paragraph(
                "Haben Sie eine Erfahrung, ein gutes Beispiel oder eine Strategie, die anderen Städten hilft? "
                    + "Ergänzen Sie den Rückblick; Ihr Beitrag erscheint nach einer kurzen Durchsicht."
            )
            .Action("Eigenen Beitrag schreiben", links.Contribution(facts.Member!.Id, session))
            .Paragraph("Der zweite Verweis gilt nur für Sie. Bitte leiten Sie diese E-Mail nicht weiter.");
    }
}
