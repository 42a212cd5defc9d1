using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Scheduling.Sessions;

/// <summary>
/// Reads when a session begins: ISO 8601 with an offset, or a local time in <c>timeZone</c> (IANA, Europe). Refuses
/// other zones, local times that the change to summer time skips, and those that the change back repeats: nobody could
/// say which of the two is meant.
/// </summary>
internal static partial class SessionStart
{
    public static DateTimeOffset? Read(string? start, string? localStart, string? timeZone, FieldErrors errors)
    {
        if (FindZone(timeZone) is not { } zone)
        {
            errors.Add("timeZone", "time-zone-unknown", "Diese Zeitzone gibt es nicht. Üblich ist „Europe/Berlin“.");
            return null;
        }

        var (field, text) = string.IsNullOrWhiteSpace(localStart)
            ? ("start", start?.Trim())
            : ("localStart", localStart.Trim());
        if (string.IsNullOrEmpty(text))
        {
            errors.Add("start", "session-start-missing", "Bitte geben Sie an, wann die Sitzung beginnt.");
            return null;
        }

        if (Parse(text, zone) is not { } local)
        {
            errors.Add(
                field,
                "session-start-unreadable",
                "Bitte geben Sie Tag und Uhrzeit des Beginns vollständig an."
            );
            return null;
        }

        var mapping = zone.MapLocal(local);
        if (mapping.Count == 1)
        {
            return mapping.Single().ToDateTimeOffset().ToUniversalTime();
        }

        var (code, message) =
            mapping.Count == 0
                ? (
                    "session-start-in-dst-gap",
                    "Diese Uhrzeit gibt es an diesem Tag nicht: Die Uhren werden vorgestellt."
                )
                : (
                    "session-start-ambiguous",
                    "Diese Uhrzeit gibt es an diesem Tag zweimal: Die Uhren werden zurückgestellt."
                );
        errors.Add(field, code, message);
        return null;
    }

    // Only zones whose rules Ical.Net writes correctly. Ireland, whose standard time is that of summer, and some zones
    // outside Europe come out an hour wrong.
    public static DateTimeZone? FindZone(string? id) =>
        id is not null && id.StartsWith("Europe/", StringComparison.Ordinal) && id != "Europe/Dublin"
            ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)
            : null;

    /// <summary>The start of a plan as a local time in its zone, as this class reads it.</summary>
    public static string LocalOf(SessionPlan plan) =>
        LocalDateTimePattern
            .CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm")
            .Format(plan.Start.ToInstant().InZone(DateTimeZoneProviders.Tzdb[plan.TimeZone]).LocalDateTime);

    private static LocalDateTime? Parse(string text, DateTimeZone zone)
    {
        if (Iso().Match(text) is not { Success: true } iso)
        {
            return null;
        }

        var local = LocalDateTimePattern
            .CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm")
            .Parse(iso.Groups["minute"].Value);
        if (!local.Success || local.Value.Year is < 2000 or > 2200)
        {
            return null;
        }

        if (!iso.Groups["offset"].Success)
        {
            return local.Value;
        }

        var offset = iso.Groups["offset"].Value is "Z" ? "+00:00" : iso.Groups["offset"].Value;
        return DateTimeOffset.TryParse(
            iso.Groups["minute"].Value + ":00" + offset,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var instant
        )
            ? instant.ToInstant().InZone(zone).LocalDateTime
            : null;
    }

    [GeneratedRegex(
        @"^(?<minute>\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d([.,]\d{1,9})?)?(?<offset>Z|[+-]\d\d:\d\d)?$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Iso();
}
