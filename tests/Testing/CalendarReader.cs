using System.Diagnostics;
using System.Text.Json;

namespace Stadtgespraeche.Testing;

/// <summary>Reads calendars with ical.js under Node (tests/Calendars), a reader that shares nothing with the library that writes them.</summary>
public static class CalendarReader
{
    private static readonly Lazy<Task<string>> Ready = new(PrepareAsync);

    /// <summary>What the reader understood of each calendar, in order.</summary>
    public static async Task<IReadOnlyList<ReadCalendar>> ReadAsync(params IReadOnlyList<string> calendars)
    {
        var reader = await Ready.Value;
        var directory = Directory.CreateTempSubdirectory("calendars-");
        try
        {
            var files = calendars.Select((calendar, index) =>
            {
                var file = Path.Combine(directory.FullName, $"{index}.ics");
                File.WriteAllText(file, calendar);
                return file;
            }).ToArray();
            var json = await RunAsync("node", reader, ["read.mjs", .. files]);
            return JsonSerializer.Deserialize<ReadCalendar[]>(json, JsonSerializerOptions.Web)!;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<string> PrepareAsync()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Stadtgespraeche.sln")))
        {
            root = root.Parent;
        }

        var reader = Path.Combine(root?.FullName ?? throw new InvalidOperationException("The repository's root was not found."), "tests", "Calendars");

        // Several test assemblies may start at once; npm ci empties node_modules first.
        await using var one = await LockAsync(Path.Combine(reader, "obj"));
        if (!File.Exists(Path.Combine(reader, "node_modules", "ical.js", "package.json")))
        {
            await RunAsync("npm", reader, ["ci", "--no-audit", "--no-fund"]);
        }

        return reader;
    }

    private static async Task<FileStream> LockAsync(string directory)
    {
        Directory.CreateDirectory(directory);
        FileStream? held = null;
        await Eventually.Holds(() =>
        {
            held = new FileStream(Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        });
        return held!;
    }

    private static async Task<string> RunAsync(string command, string directory, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{command} failed: {await errors}");
    }
}

/// <summary>One calendar as ical.js understood it.</summary>
public sealed record ReadCalendar(
    string? Version, string? Product, string? Method, IReadOnlyList<string> Zones, bool Folded, bool Crlf, IReadOnlyList<ReadEvent> Events);

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
    int Alarms);

/// <summary>A time: as an instant by the calendar's own VTIMEZONE, and as it was written.</summary>
public sealed record ReadMoment(DateTimeOffset Utc, string Local, string? Zone);

/// <summary>ORGANIZER or ATTENDEE with its parameters.</summary>
public sealed record ReadAddress(string Address, string? Name, string? Role, string? Status, string? Rsvp);
