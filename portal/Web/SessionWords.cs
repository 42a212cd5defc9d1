using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Web;

/// <summary>When a session is, in which form, and what its programme consists of.</summary>
public static class SessionWords
{
    /// <summary>"Dienstag, 19. September 2023, 18:00 bis 20:00 Uhr".</summary>
    public static string When(Session session)
    {
        var (start, end) = (Dates.Local(session.Start, session.TimeZone), Dates.Local(session.End, session.TimeZone));
        return end.Date == start.Date
            ? $"{start.ToString("dddd, d. MMMM yyyy, HH:mm", Dates.Culture)} bis {end:HH:mm} Uhr"
            : $"{Dates.DayAndTime(session.Start, session.TimeZone)} bis {Dates.DayAndTime(session.End, session.TimeZone)}";
    }

    public static string Form(string form) =>
        form switch
        {
            "OnSite" => "vor Ort",
            "Online" => "online",
            "Hybrid" => "vor Ort und online",
            _ => form,
        };

    public static string ProgrammeKind(string kind) =>
        kind switch
        {
            "Welcome" => "Begrüßung",
            "Impulse" => "Impuls",
            "Exchange" => "Austausch",
            "Break" => "Pause",
            _ => kind,
        };
}
