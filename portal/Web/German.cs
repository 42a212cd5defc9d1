using System.Globalization;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Web;

/// <summary>How the pages write dates and words that come from the API.</summary>
public static class German
{
    public static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("de-DE");

    public static DateTimeOffset Local(DateTimeOffset time, string? zone = null) =>
        TimeZoneInfo.ConvertTime(
            time,
            zone is { Length: > 0 } ? TimeZoneInfo.FindSystemTimeZoneById(zone) : GermanTime.Zone
        );

    /// <summary>"Dienstag, 19. September 2023".</summary>
    public static string Day(DateTimeOffset time, string? zone = null) =>
        Local(time, zone).ToString("dddd, d. MMMM yyyy", Culture);

    /// <summary>"19. September 2023".</summary>
    public static string Day(DateOnly day) => day.ToString("d. MMMM yyyy", Culture);

    /// <summary>"Dienstag, 19. September 2023, 18:00 Uhr".</summary>
    public static string DayAndTime(DateTimeOffset time, string? zone = null) =>
        Local(time, zone).ToString("dddd, d. MMMM yyyy, HH:mm 'Uhr'", Culture);

    /// <summary>"Dienstag, 19. September 2023, 18:00 bis 20:00 Uhr".</summary>
    public static string When(Session session)
    {
        var end = Local(session.End, session.TimeZone);
        var sameDay = end.Date == Local(session.Start, session.TimeZone).Date;
        return sameDay
            ? $"{Local(session.Start, session.TimeZone).ToString("dddd, d. MMMM yyyy, HH:mm", Culture)} bis {end:HH:mm} Uhr"
            : $"{DayAndTime(session.Start, session.TimeZone)} bis {DayAndTime(session.End, session.TimeZone)}";
    }

    public static string Iso(DateTimeOffset time, string? zone = null) =>
        Local(time, zone).ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);

    public static string Form(string form) =>
        form switch
        {
            "OnSite" => "vor Ort",
            "Online" => "online",
            "Hybrid" => "vor Ort und online",
            _ => form,
        };

    public static string Programme(string kind) =>
        kind switch
        {
            "Welcome" => "Begrüßung",
            "Impulse" => "Impuls",
            "Exchange" => "Austausch",
            "Break" => "Pause",
            _ => kind,
        };

    public static string Contribution(string kind) =>
        kind switch
        {
            "Recap" => "Rückblick",
            "Experience" => "Erfahrung",
            "GoodPractice" => "Gute Praxis",
            "Strategy" => "Strategie",
            _ => kind,
        };

    /// <summary>Who wrote it and for which city; what is not known is left out.</summary>
    public static string Author(Contribution contribution) =>
        Joined(", ", contribution.AuthorName, contribution.PartnerName);

    /// <summary>Who wrote it, for which city and when it was published.</summary>
    public static string Published(Contribution contribution) =>
        Joined(
            " · ",
            contribution.AuthorName,
            contribution.PartnerName,
            contribution.PublishedAt is { } at ? Local(at).ToString("d. MMMM yyyy", Culture) : null
        );

    public static string Count(int number, string one, string many) =>
        number == 1 ? one : $"{number.ToString("N0", Culture)} {many}";

    public static string Free(FormPlaces places) =>
        places switch
        {
            { Free: > 0 } => $"{places.Free} von {Count(places.Capacity, "1 Platz", "Plätzen")} frei",
            { Waiting: > 0 } => $"ausgebucht, {Count(places.Waiting, "1 Person", "Personen")} auf der Warteliste",
            _ => "ausgebucht, Warteliste offen",
        };

    private static string Joined(string between, params string?[] parts) =>
        string.Join(between, parts.Where(part => !string.IsNullOrWhiteSpace(part)));
}
