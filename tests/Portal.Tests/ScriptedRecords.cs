using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using static Stadtgespraeche.Portal.Tests.ScriptedApi;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// Recording and minutes as Scheduling tells them: the recording for members, the minutes for everybody, at a session that
/// began long ago, <see cref="Past"/>.
/// </summary>
public sealed class ScriptedRecords
{
    public const string Past = "018f0000-0000-7000-8000-0000000000aa";
    public const string Recording = "https://video.example/nur-fuer-mitglieder";
    public const string Minutes = "https://cloud.example/protokoll";
    private const string Sessions = "/api/scheduling/sessions/";

    /// <summary>What an organiser saved last.</summary>
    public JsonNode? Saved { get; private set; }

    public IResult? Answer(HttpRequest request, string path) =>
        path switch
        {
            $"{Sessions}{Past}" or $"{Sessions}{Past}/edit" => Json(
                new
                {
                    id = Past,
                    version = 1,
                    status = "Scheduled",
                    title = "Digitale Beteiligung, vorbei",
                    start = new DateTimeOffset(2026, 9, 15, 16, 0, 0, TimeSpan.Zero),
                    timeZone = "Europe/Berlin",
                    lengthMinutes = 120,
                    form = "Online",
                }
            ),
            _ when path.EndsWith("/record/edit", StringComparison.Ordinal) => Json(
                new
                {
                    sessionId = Past,
                    version = 1,
                    recording = new { link = Recording, @for = "Members" },
                    minutes = new { link = Minutes, @for = "Everybody" },
                    notToBeRecorded = new[] { "Lieber <nicht>" },
                }
            ),
            _ when path.EndsWith("/record", StringComparison.Ordinal) => request.Method == "PUT"
                ? Save(request)
                : Json(new { recording = path.Contains("/me/") ? Recording : null, minutes = Minutes }),
            _ => null,
        };

    private IResult Save(HttpRequest request)
    {
        var sent = JsonNode.Parse(new StreamReader(request.Body).ReadToEndAsync().GetAwaiter().GetResult())!;
        if ((string?)sent["recording"]!["link"] is { Length: > 0 } link && !link.StartsWith("https://"))
        {
            const string message = "Der Link muss mit https:// beginnen und vollständig sein.";
            return Results.Json(
                new
                {
                    status = 400,
                    code = "fields-invalid",
                    detail = message,
                    errors = new Dictionary<string, object>
                    {
                        ["recording.link"] = new[] { new { code = "x", message } },
                    },
                },
                statusCode: 400,
                contentType: "application/problem+json"
            );
        }

        Saved = sent;
        return Json(new { version = 2 });
    }
}
