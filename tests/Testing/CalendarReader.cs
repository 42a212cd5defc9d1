using System.Text.Json;

namespace Stadtgespraeche.Testing;

/// <summary>
/// Reads calendars with ical.js under Node (tests/Calendars), a reader that shares nothing with the library that writes
/// them.
/// </summary>
public static class CalendarReader
{
    /// <summary>What the reader understood of each calendar, in order.</summary>
    public static async Task<IReadOnlyList<ReadCalendar>> ReadAsync(params IReadOnlyList<string> calendars)
    {
        var directory = Directory.CreateTempSubdirectory("calendars-");
        try
        {
            var files = calendars
                .Select(
                    (calendar, index) =>
                    {
                        var file = Path.Combine(directory.FullName, $"{index}.ics");
                        File.WriteAllText(file, calendar);
                        return file;
                    }
                )
                .ToArray();
            var json = await NodeProgram.RunAsync("Calendars", ["read.mjs", .. files]);
            return JsonSerializer.Deserialize<ReadCalendar[]>(json, JsonSerializerOptions.Web)!;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}

/// <summary>One calendar as ical.js understood it.</summary>
public sealed record ReadCalendar(
    string? Version,
    string? Product,
    string? Method,
    IReadOnlyList<string> Zones,
    bool Folded,
    bool Crlf,
    IReadOnlyList<ReadEvent> Events,
    string? Name = null,
    string? LookAgain = null
);

/// <summary>One VEVENT of it.</summary>
public sealed record ReadEvent(
    string? Uid,
    int Sequence,
    string? Status,
    DateTimeOffset? Stamp,
    ReadMoment? Start,
    ReadMoment? End,
    string? Duration,
    string? Summary,
    string? Description,
    string? Location,
    string? Url,
    string? Transparency,
    IReadOnlyList<string> Categories,
    ReadAddress? Organizer,
    IReadOnlyList<ReadAddress> Attendees,
    int Alarms,
    DateTimeOffset? Changed = null
);

/// <summary>A time: as an instant by the calendar's own VTIMEZONE, and as it was written.</summary>
public sealed record ReadMoment(DateTimeOffset Utc, string Local, string? Zone);

/// <summary>ORGANIZER or ATTENDEE with its parameters.</summary>
public sealed record ReadAddress(string Address, string? Name, string? Role, string? Status, string? Rsvp);
