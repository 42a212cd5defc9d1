using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Seats;

/// <summary>
/// The sentences about the own seat: its state, the choices, and what each choice will do.
/// </summary>
public static class SeatWords
{
    /// <summary>What the mail's link preselects: vor-ort, online, absage.</summary>
    public static string? AnswerOf(string? word) =>
        word switch
        {
            "vor-ort" => "OnSite",
            "online" => "Online",
            "absage" => "Declined",
            _ => null,
        };

    public static string? AnswerOf(Seat seat) =>
        seat.State switch
        {
            "Seat" => seat.SeatForm,
            "Waiting" or "SeatAndWaiting" => seat.WaitingFor,
            "Declined" => "Declined",
            _ => null,
        };

    public static string Headline(Seat seat) =>
        seat.State switch
        {
            "Seat" => $"Sie haben einen Platz {SessionWords.Form(seat.SeatForm!)}",
            "Waiting" => $"Sie stehen auf der Warteliste ({SessionWords.Form(seat.WaitingFor!)})",
            "SeatAndWaiting" => $"Sie haben einen Platz {SessionWords.Form(seat.SeatForm!)} und warten auf einen Platz "
                + SessionWords.Form(seat.WaitingFor!),
            "Declined" => "Sie haben abgesagt",
            _ => "Sie haben noch nicht geantwortet",
        };

    public static string Kind(Seat seat) =>
        seat.State switch
        {
            "Seat" or "SeatAndWaiting" => "success",
            "Waiting" => "warning",
            _ => "info",
        };

    public static IEnumerable<Choice> Choices(Session session, Seat seat, Places? places)
    {
        if (session.HasOnSite)
        {
            yield return new Choice("OnSite", "Ich nehme vor Ort teil", Effect(seat, "OnSite", places?.OnSite));
        }

        if (session.HasOnline)
        {
            yield return new Choice("Online", "Ich nehme online teil", Effect(seat, "Online", places?.Online));
        }

        yield return seat.HasSeat || seat.Waits
            ? new Choice(
                "Declined",
                "Ich sage ab",
                seat.HasSeat
                    ? "Ihr Platz wird frei und geht an die nächste Person auf der Warteliste."
                    : "Sie geben Ihren Platz auf der Warteliste auf."
            )
            : new Choice(
                "Declined",
                "Ich kann nicht teilnehmen",
                "Sie bekommen zu dieser Sitzung keine Erinnerung mehr."
            );
    }

    /// <summary>Whoever has to wait for a seat on site may sit online until then.</summary>
    public static bool MaySitOnlineMeanwhile(Seat seat, Places? places) =>
        places is { OnSite: { Free: 0 } or { Waiting: > 0 } }
        && (seat is { HasSeat: true, SeatForm: "Online" } || places is { Online: { Free: > 0, Waiting: 0 } })
        && seat is not { HasSeat: true, SeatForm: "OnSite" };

    private static string? Effect(Seat seat, string form, FormPlaces? places)
    {
        if (seat.HasSeat && seat.SeatForm == form)
        {
            return "Diesen Platz haben Sie.";
        }

        if (seat.Waits && seat.WaitingFor == form)
        {
            return "Dafür stehen Sie auf der Warteliste.";
        }

        return places switch
        {
            null => null,
            { Free: > 0, Waiting: 0 } => $"{Numbers.Count(places.Free, "1 Platz ist", "Plätze sind")} frei. "
                + "Sie bekommen sofort einen Platz und eine Bestätigung per E-Mail.",
            _ => "Alle Plätze sind vergeben. Sie kommen auf die Warteliste, "
                + $"voraussichtlich an Stelle {places.Waiting + 1}, und rücken von selbst nach.",
        };
    }
}
