using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Seats;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Templates;

/// <summary>
/// The German letters about one's own seat. The online link stands in them only while the seat is online.
/// </summary>
public sealed class SeatLetters(PersonalLinks links)
{
    public Letter For(MailFacts facts)
    {
        var (member, session, seat) = (facts.Member!, facts.Session!, facts.Seat!);
        var (subject, opening) = Opening(facts, session, seat);
        var letter = new Letter($"{subject}: {session.Title} am {session.Day()}", Letters.Greeting(member)).Paragraph(
            opening
        );
        if (seat.ReleasedCause is not null)
        {
            if (facts.MayHaveEntry)
            {
                letter.Paragraph(
                    "Der Eintrag in Ihrem Kalender wird durch diese E-Mail entfernt; falls nicht, löschen Sie ihn bitte selbst."
                );
            }

            if (session.Cancelled)
            {
                return letter.Paragraph("Das Stadtgespräch ist inzwischen abgesagt.");
            }

            return letter
                .Paragraph("Möchten Sie doch teilnehmen, können Sie sich bis zur Sitzung wieder anmelden.")
                .Action("Wieder anmelden", links.Seat(member.Id, session));
        }

        letter.Facts(Facts(session, seat));
        if (seat.WaitingFor is not null)
        {
            letter.Paragraph(
                "Sobald ein Platz frei wird, rücken Sie ohne weiteres Zutun nach und erhalten eine E-Mail."
            );
        }

        if (seat.Held is not null)
        {
            letter.Paragraph("Der Termin liegt dieser E-Mail als Kalendereintrag bei.");
        }
        else if (facts.MayHaveEntry)
        {
            letter.Paragraph("Solange Sie warten, wird der bisherige Eintrag aus Ihrem Kalender entfernt.");
        }

        return Change(letter, member.Id, session);
    }

    public Letter DayBefore(MailFacts facts)
    {
        var (session, seat) = (facts.Session!, facts.Seat!);
        return Change(
            new Letter($"Bald ist es so weit: {session.Title} am {session.Day()}", Letters.Greeting(facts.Member!))
                .Paragraph($"wir freuen uns auf Sie beim Stadtgespräch „{session.Title}“.")
                .Facts(Facts(session, seat)),
            facts.Member!.Id,
            session
        );
    }

    private static (string Subject, string Opening) Opening(MailFacts facts, Session session, Seat seat)
    {
        var name = $"„{session.Title}“";
        if (seat.ReleasedCause is not null)
        {
            return (
                "Abmeldung bestätigt",
                $"Sie sind vom Stadtgespräch {name} abgemeldet. Schade, dass Sie nicht dabei sein können."
            );
        }

        if (facts.SessionChanged)
        {
            return (
                "Geändert",
                $"beim Stadtgespräch {name} hat sich etwas geändert. {Keeps(seat)} Bitte beachten Sie die neuen Angaben."
            );
        }

        return (seat.BookedCause, seat.Held, seat.WaitingFor) switch
        {
            (SeatBookedCause.Promoted, { } held, _) => (
                "Nachgerückt",
                $"ein Platz ist frei geworden: Sie sind nachgerückt und nehmen am Stadtgespräch {name} {German.Form(held)} teil."
            ),
            (SeatBookedCause.FormDropped, { } held, _) => (
                "Platz umgebucht",
                $"das Stadtgespräch {name} wird in der von Ihnen gewählten Form nicht mehr angeboten. Ihr Platz ist jetzt {German.Form(held)}."
            ),
            (SeatBookedCause.FormDropped, null, { } form) => (
                "Warteliste",
                $"das Stadtgespräch {name} wird in der von Ihnen gewählten Form nicht mehr angeboten. "
                    + $"Sie stehen jetzt vorn auf der Warteliste für einen Platz {German.Form(form)}."
            ),
            (SeatBookedCause.OnlineLinkChanged, _, _) => (
                "Zugang zur Sitzung",
                $"für das Stadtgespräch {name} gibt es einen neuen Zugang. Bitte verwenden Sie ab jetzt diesen."
            ),
            (_, { } held, { } form) => (
                "Platz und Warteliste",
                $"Sie stehen für das Stadtgespräch {name} auf der Warteliste für einen Platz {German.Form(form)}. "
                    + $"Bis dahin behalten Sie Ihren Platz {German.Form(held)}."
            ),
            (_, { } held, null) => (
                "Platz bestätigt",
                $"Ihr Platz {German.Form(held)} beim Stadtgespräch {name} ist bestätigt."
            ),
            (_, null, { } form) => (
                "Warteliste",
                $"Sie stehen für das Stadtgespräch {name} auf der Warteliste für einen Platz {German.Form(form)}."
            ),
            _ => throw new ArgumentException("A booked seat has neither seat nor waiting place."),
        };
    }

    private static string Keeps(Seat seat) =>
        seat.Held is null ? "Ihr Platz auf der Warteliste bleibt erhalten." : "Ihr Platz bleibt erhalten.";

    private static IEnumerable<Fact> Facts(Session session, Seat seat)
    {
        yield return new("Wann", session.When());
        if (seat.Held == SeatForm.OnSite)
        {
            yield return new("Ihr Platz", "vor Ort");
            yield return new("Ort", German.Place(session.Venue));
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
                    ? $"{German.Form(form)}, zurzeit Platz {position}"
                    : German.Form(form)
            );
        }
    }

    private Letter Change(Letter letter, Guid member, Session session) =>
        letter
            .Action("Ansehen, ändern oder absagen", links.Seat(member, session))
            .Paragraph("Der Verweis gilt nur für Sie. Bitte leiten Sie diese E-Mail nicht weiter.");
}
