using System.Globalization;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Mails.Letters;

/// <summary>Dates, places and forms in words, in the session's own time zone.</summary>
internal static class SessionWords
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("de-DE");

    public static string Day(this Session session) =>
        Local(session.Start, session.TimeZone).ToString("d. MMMM yyyy", Culture);

    public static string When(this Session session) => When(session.Start, session.EndsAt, session.TimeZone);

    public static string When(DateTimeOffset from, DateTimeOffset to, string timeZone)
    {
        var (start, end) = (Local(from, timeZone), Local(to, timeZone));
        var zone = timeZone == "Europe/Berlin" ? "" : $" (Zeitzone {timeZone})";
        var until =
            end.Date == start.Date ? end.ToString("HH:mm", Culture) : end.ToString("d. MMMM yyyy, HH:mm", Culture);
        return $"{start.ToString("dddd, d. MMMM yyyy, HH:mm", Culture)} bis {until} Uhr{zone}";
    }

    public static string Where(this Session session) => Where(session.Form, session.Venue);

    public static string Where(SessionForm form, Venue? venue) =>
        (form.OffersOnSite(), form.OffersOnline()) switch
        {
            (true, true) => $"{Place(venue)}, oder online",
            (_, true) => "Online",
            _ => Place(venue),
        };

    public static string Place(Venue? venue) =>
        venue is null
            ? "Ort wird noch bekannt gegeben"
            : $"{venue.Name}, {venue.Street}, {venue.PostalCode} {venue.City}";

    public static string Form(SeatForm form) => form == SeatForm.OnSite ? "vor Ort" : "online";

    public static IEnumerable<string> Programme(this Session session) =>
        session.Programme.Select(item =>
            item.Kind switch
            {
                ProgrammeItemKind.Impulse => $"Impuls: {item.Title}{Speaker(item)} ({item.LengthMinutes} Minuten)",
                _ => $"{item.Title} ({item.LengthMinutes} Minuten)",
            }
        );

    /// <summary>What is kept of it to compare with: a name taken out of the programme is kept nowhere.</summary>
    public static IEnumerable<string> ProgrammeWithoutNames(this Session session) =>
        session.Programme.Select(item =>
            $"{(item.Kind == ProgrammeItemKind.Impulse ? "Impuls: " : "")}{item.Title} ({item.LengthMinutes} Minuten)"
        );

    private static string Speaker(ProgrammeItem item)
    {
        var who = string.Join(
            ", ",
            new[] { item.Speaker, item.Partner }.Where(part => !string.IsNullOrWhiteSpace(part))
        );
        var project = string.IsNullOrWhiteSpace(item.Project) ? "" : $" – Projekt {item.Project}";
        return who.Length == 0 ? project : $" – {who}{project}";
    }

    private static DateTimeOffset Local(DateTimeOffset time, string timeZone) =>
        TimeZoneInfo.ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById(timeZone));
}
