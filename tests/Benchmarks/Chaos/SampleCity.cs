using Stadtgespraeche.Benchmarks.Fanout;
using Stadtgespraeche.Contracts.Scheduling;

namespace Stadtgespraeche.Benchmarks.Chaos;

/// <summary>What a city of the storm is told and has: settings, invented members, sessions with few places.</summary>
internal static class SampleCity
{
    /// <summary>Besides database and broker.</summary>
    public static Dictionary<string, string> Settings(string city, int smtpPort, string folder, string enrolmentCode) =>
        new()
        {
            ["Partner__Key"] = city,
            ["Partner__Name"] = city,
            ["Partner__Sender"] = $"Stadtgespräche {city} <stadtgespraeche@{city}.example>",
            ["Partner__Imprint"] = city,
            ["Partner__Contact"] = $"stadtgespraeche@{city}.example",
            ["Portal__Url"] = "https://portal.example",
            ["LegalPages__Required"] = "false",
            ["Keys__Directory"] = Directory.CreateDirectory(Path.Combine(folder, city)).FullName,
            ["Enrolment__Code"] = enrolmentCode,
            ["Smtp__Port"] = $"{smtpPort}",
            ["Smtp__Security"] = "None",
            ["ASPNETCORE_URLS"] = ServiceProcess.FreeAddress().ToString(),
        };

    /// <summary>A list as a city hall has it; returns the file.</summary>
    public static async Task<string> WriteMembersAsync(string city, string folder)
    {
        var file = Path.Combine(folder, $"{city}.csv");
        await File.WriteAllLinesAsync(
            file,
            Enumerable
                .Range(1, Platform.MembersOfEach)
                .Select(number => $"M-{number:D3};Testina;Muster{Letters(number)};m{number}@rat.{city}.example")
                .Prepend("Kennung;Vorname;Nachname;E-Mail")
        );
        return file;
    }

    public static SessionScheduled Session(int number) =>
        BenchCity.Session() with
        {
            SessionId = Platform.Session(number),
            Title = $"Stadtgespräch {number}",
            CapacityOnSite = Platform.OnSite,
            CapacityOnline = Platform.Online,
        };

    // A name has no digits.
    private static string Letters(int number) => $"{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}";
}
