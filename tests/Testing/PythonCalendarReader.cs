using System.Diagnostics;
using System.Text.Json;

namespace Stadtgespraeche.Testing;

/// <summary>
/// Reads calendars with Python's icalendar (tests/Calendars/read.py), a second reader that shares nothing with the
/// library that writes them nor with the first.
/// </summary>
public static class PythonCalendarReader
{
    /// <summary>The Python that Debian's packages belong to, whatever else is installed.</summary>
    private const string Python = "/usr/bin/python3";

    public static async Task<PythonCalendar> ReadAsync(string calendar)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, calendar);
            using var process = Process.Start(
                new ProcessStartInfo(Python, [Path.Combine(NodeProgram.PathOf("Calendars"), "read.py"), file])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return process.ExitCode == 0
                ? JsonSerializer.Deserialize<PythonCalendar[]>(await output, JsonSerializerOptions.Web)!.Single()
                : throw new InvalidOperationException($"{Python} failed: {await errors}");
        }
        finally
        {
            File.Delete(file);
        }
    }
}

/// <summary>One calendar as icalendar understood it.</summary>
public sealed record PythonCalendar(
    string? Name,
    string? Method,
    IReadOnlyList<string> Zones,
    IReadOnlyList<PythonEvent> Events
);

/// <summary>One VEVENT of it; times are instants.</summary>
public sealed record PythonEvent(
    string Uid,
    int Sequence,
    string? Status,
    DateTimeOffset Start,
    DateTimeOffset End,
    DateTimeOffset? Changed,
    string? Summary,
    string? Description,
    string? Location
)
{
    /// <summary>The same as the other reader understood it.</summary>
    public static PythonEvent Of(ReadEvent other) =>
        new(
            other.Uid!,
            other.Sequence,
            other.Status,
            other.Start!.Utc,
            other.End!.Utc,
            other.Changed,
            other.Summary,
            other.Description,
            other.Location
        );
}
