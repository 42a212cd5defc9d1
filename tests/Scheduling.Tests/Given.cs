using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests;

/// <summary>Requests as an organiser's frontend sends them, and what comes back.</summary>
internal static class Given
{
    /// <summary>Stands on the list from the beginning.</summary>
    public static readonly Guid Participation = new("01993b00-0000-7000-8000-000000000001");

    /// <summary>This one too.</summary>
    public static readonly Guid HybridCouncils = new("01993b00-0000-7000-8000-000000000002");

    public static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public const string SecretLink = "https://video.example/raum-4711";

    /// <summary>A right plan for a hybrid session some weeks ahead.</summary>
    public static ScheduleSession.ScheduleSessionRequest Plan() =>
        new(
            Title: "Beteiligung, die ankommt",
            Description: "Wie Räte online und vor Ort mitreden.\nMit Zeit für Fragen; Kosten < 100 Euro.",
            Topics: [Participation],
            Start: null,
            LocalStart: InBerlin(days: 40),
            TimeZone: "Europe/Berlin",
            LengthMinutes: 120,
            Form: "Hybrid",
            Venue: new(
                "Haus am Musterplatz",
                "Musterplatz 1",
                "00000",
                "Musterstadt",
                "Stufenlos; Induktionsschleife in Reihe 1"
            ),
            CapacityOnSite: 30,
            CapacityOnline: 100,
            OnlineLink: SecretLink,
            Programme:
            [
                new("Welcome", "Begrüßung", 10, null, null, null),
                new(
                    "Impulse",
                    "Beteiligung im Quartier",
                    20,
                    "Impulsa Musterrednerin",
                    "Bamberg",
                    "Projekt Beispielquartier"
                ),
                new("Break", "Pause", 10, null, null, null),
                new("Exchange", "Austausch in Gruppen", 60, null, null, null),
            ]
        );

    /// <summary>Six in the evening so many days from today, which in Berlin begins before it does in UTC.</summary>
    public static string InBerlin(int days) =>
        $"{TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), Berlin).AddDays(days):yyyy-MM-dd}T18:00";

    public static Task<HttpResponseMessage> PutAsync(
        this ServiceUnderTest<Program> service,
        Guid id,
        ScheduleSession.ScheduleSessionRequest plan
    ) => service.Organiser.PutAsJsonAsync($"/sessions/{id}", plan);

    public static async Task<Guid> SessionAsync(
        this ServiceUnderTest<Program> service,
        ScheduleSession.ScheduleSessionRequest? plan = null
    )
    {
        var id = Guid.CreateVersion7();
        await (await service.PutAsync(id, plan ?? Plan())).OkAsync();
        return id;
    }

    public static Task<HttpResponseMessage> CancelAsync(
        this ServiceUnderTest<Program> service,
        Guid id,
        string? reason = "Der Saal steht unter Wasser."
    ) => service.Organiser.PutAsJsonAsync($"/sessions/{id}/cancellation", new { reason });

    public static async Task<JsonElement> OkAsync(this HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    /// <summary>The codes of a refusal: the problem's own, then those of its fields as field:code.</summary>
    public static async Task<IReadOnlyList<string>> CodesAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, body);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = JsonSerializer.Deserialize<JsonElement>(body);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrWhiteSpace();
        return
        [
            problem.GetProperty("code").GetString()!,
            .. problem.TryGetProperty("errors", out var errors)
                ? errors
                    .EnumerateObject()
                    .SelectMany(field =>
                        field
                            .Value.EnumerateArray()
                            .Select(error => $"{field.Name}:{error.GetProperty("code").GetString()}")
                    )
                : [],
        ];
    }
}
