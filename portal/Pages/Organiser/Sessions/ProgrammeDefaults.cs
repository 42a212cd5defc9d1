using System.Globalization;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>What the form knows by itself about items of the programme: usual titles, and when each begins.</summary>
internal static class ProgrammeDefaults
{
    /// <summary>An impulse has no usual title: its own is what people come for.</summary>
    public static void FillTitles(IEnumerable<ProgrammeFields> items)
    {
        foreach (var item in items.Where(item => string.IsNullOrWhiteSpace(item.Title)))
        {
            item.Title = item.Kind switch
            {
                "Welcome" => "Begrüßung",
                "Exchange" => "Austausch in Gruppen",
                "Break" => "Pause",
                _ => item.Title,
            };
        }
    }

    /// <summary>", 18:10 Uhr" for the item at that place; empty while a time or length before it cannot be read.</summary>
    public static string Clock(SessionFields session, int at)
    {
        if (!ClockTime.TryRead(session.Time, out var time))
        {
            return "";
        }

        foreach (var item in session.Programme.Take(at))
        {
            if (
                !int.TryParse(item.LengthMinutes, CultureInfo.InvariantCulture, out var minutes)
                || minutes is < 0 or > 24 * 60
            )
            {
                return "";
            }

            time = time.AddMinutes(minutes);
        }

        return $", {time:HH:mm} Uhr";
    }
}
