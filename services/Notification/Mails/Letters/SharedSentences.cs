using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Seats;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Mails.Letters;

/// <summary>What several kinds of letters say in the same words.</summary>
internal static class SharedSentences
{
    public const string EntryGoes =
        "Der Eintrag in Ihrem Kalender wird durch diese E-Mail entfernt; falls nicht, löschen Sie ihn bitte selbst.";

    public const string LinkIsYours = "Der Verweis gilt nur für Sie. Bitte leiten Sie diese E-Mail nicht weiter.";

    public static string Greeting(Member member) => Greeting(member.DisplayName);

    public static string Greeting(string name) => $"Guten Tag {name},";

    public static string WhomToAsk(Partner partner) =>
        partner.ContactMailbox is { } contact
            ? $"Fragen beantwortet {contact.Address}."
            : "Bei Fragen wenden Sie sich bitte an Ihre Kommune; die Anschrift steht am Ende dieser E-Mail.";

    public static Fact[] Facts(Session session) =>
        [
            new("Thema", session.Topic),
            new("Wann", session.When()),
            new("Wo", session.Where()),
            .. session is { OffersOnSite: true, Venue.AccessibilityNotes: { Length: > 0 } notes }
                ? [new Fact("Barrierefreiheit", notes)]
                : Array.Empty<Fact>(),
        ];

    /// <summary>The online link stands there only while the seat is online.</summary>
    public static IEnumerable<Fact> Facts(Session session, Seat seat)
    {
        yield return new("Wann", session.When());
        if (seat.Held == SeatForm.OnSite)
        {
            yield return new("Ihr Platz", "vor Ort");
            yield return new("Ort", SessionWords.Place(session.Venue));
            if (session.Venue?.AccessibilityNotes is { Length: > 0 } notes)
            {
                yield return new("Barrierefreiheit", notes);
            }
        }
        else if (seat.Held == SeatForm.Online)
        {
            yield return new("Ihr Platz", "online");
            yield return seat.OnlineLink is { } link
                ? new("Zugang", link, IsLink: true)
                : new("Zugang", "Den Verweis zur Videokonferenz senden wir Ihnen rechtzeitig.");
        }
        else
        {
            yield return new("Wo", session.Where());
        }

        if (seat.WaitingFor is { } form)
        {
            yield return new(
                "Warteliste",
                seat.WaitingPosition is { } position
                    ? $"{SessionWords.Form(form)}, zurzeit Platz {position}"
                    : SessionWords.Form(form)
            );
        }
    }

    public static Letter AskForAnswer(this Letter letter, PersonalLinks links, Member member, Session session)
    {
        var seat = links.Seat(member.Id, session);
        letter.Heading("Ihre Antwort");
        if (session.OffersOnSite)
        {
            letter.Action("Ich komme vor Ort", $"{seat}&antwort=vor-ort");
        }

        if (session.OffersOnline)
        {
            letter.Action("Ich nehme online teil", $"{seat}&antwort=online");
        }

        return letter
            .Refusal("Ich nehme nicht teil", $"{seat}&antwort=absage")
            .Paragraph(
                "Die Seite zeigt Ihnen zuerst, was geschieht. Verbindlich wird Ihre Antwort erst mit der "
                    + "Schaltfläche dort. "
                    + "Ein Passwort brauchen Sie nicht."
            )
            .Paragraph("Die Verweise gelten nur für Sie. Bitte leiten Sie diese E-Mail nicht weiter.");
    }

    public static Letter OfferChange(this Letter letter, PersonalLinks links, Member member, Session session) =>
        letter.Action("Ansehen, ändern oder absagen", links.Seat(member.Id, session)).Paragraph(LinkIsYours);
}
