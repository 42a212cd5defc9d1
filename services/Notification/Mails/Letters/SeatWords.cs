using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Seats;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Mails.Letters;

/// <summary>How a mail about a seat begins: by why the seat is as it is.</summary>
internal static class SeatWords
{
    public static (string Subject, string Opening) Opening(Session session, Seat seat, bool sessionChanged)
    {
        var name = $"„{session.Title}“";
        if (seat.ReleasedCause is not null)
        {
            return (
                "Abmeldung bestätigt",
                $"Sie sind vom Stadtgespräch {name} abgemeldet. Schade, dass Sie nicht dabei sein können."
            );
        }

        if (sessionChanged)
        {
            return (
                "Geändert",
                $"beim Stadtgespräch {name} hat sich etwas geändert. {Keeps(seat)} Bitte beachten Sie die neuen "
                    + "Angaben."
            );
        }

        if (seat is { Restored: true, Held: { } again })
        {
            return (
                "Platz wieder wie zuvor",
                $"das Stadtgespräch {name} wird wieder in der von Ihnen gewählten Form angeboten. Sie haben Ihren Platz "
                    + $"{SessionWords.Form(again)} zurück."
            );
        }

        return (seat.BookedCause, seat.Held, seat.WaitingFor) switch
        {
            (SeatBookedCause.Promoted, { } held, _) => (
                "Nachgerückt",
                $"ein Platz ist frei geworden: Sie sind nachgerückt und nehmen am Stadtgespräch {name} "
                    + $"{SessionWords.Form(held)} teil."
            ),
            (SeatBookedCause.FormDropped, { } held, _) => (
                "Platz umgebucht",
                $"das Stadtgespräch {name} wird in der von Ihnen gewählten Form nicht mehr angeboten. Ihr Platz "
                    + $"ist jetzt {SessionWords.Form(held)}."
            ),
            (SeatBookedCause.FormDropped, null, { } form) => (
                "Warteliste",
                $"das Stadtgespräch {name} wird in der von Ihnen gewählten Form nicht mehr angeboten. "
                    + $"Sie stehen jetzt vorn auf der Warteliste für einen Platz {SessionWords.Form(form)}."
            ),
            (SeatBookedCause.OnlineLinkChanged, _, _) => (
                "Zugang zur Sitzung",
                $"für das Stadtgespräch {name} gibt es einen neuen Zugang. Bitte verwenden Sie ab jetzt diesen."
            ),
            (_, { } held, { } form) => (
                "Platz und Warteliste",
                $"Sie stehen für das Stadtgespräch {name} auf der Warteliste für einen Platz {SessionWords.Form(form)}. "
                    + $"Bis dahin behalten Sie Ihren Platz {SessionWords.Form(held)}."
            ),
            (_, { } held, null) => (
                "Platz bestätigt",
                $"Ihr Platz {SessionWords.Form(held)} beim Stadtgespräch {name} ist bestätigt."
            ),
            (_, null, { } form) => (
                "Warteliste",
                $"Sie stehen für das Stadtgespräch {name} auf der Warteliste für einen Platz {SessionWords.Form(form)}."
            ),
            _ => throw new ArgumentException("A booked seat has neither seat nor waiting place."),
        };
    }

    private static string Keeps(Seat seat) =>
        seat.Held is null ? "Ihr Platz auf der Warteliste bleibt erhalten." : "Ihr Platz bleibt erhalten.";
}
