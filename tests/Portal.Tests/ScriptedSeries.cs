using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using static Stadtgespraeche.Portal.Tests.ScriptedApi;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// Series as Scheduling drafts them: every pattern with an end has the same three dates; on the second there is another
/// draft already, on the third the clocks are put forward.
/// </summary>
public sealed class ScriptedSeries
{
    private const string Root = "/api/scheduling/drafts/series/";
    private static readonly string[] Days = ["2099-02-17", "2099-03-17", "2099-03-29"];

    /// <summary>What was sent to be drafted, by series.</summary>
    public ConcurrentDictionary<string, JsonNode> Drafted { get; } = new();

    public IResult? Answer(HttpRequest request, string path)
    {
        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            return null;
        }

        var id = path[Root.Length..];
        return request.Method == "PUT" ? Draft(request, id) : Preview(request, id);
    }

    private IResult Draft(HttpRequest request, string id)
    {
        var sent = JsonNode.Parse(new StreamReader(request.Body).ReadToEndAsync().GetAwaiter().GetResult())!;
        if (sent["templateId"] is null && string.IsNullOrWhiteSpace((string?)sent["title"]))
        {
            return Wrong("title", "Bitte geben Sie einen Titel an oder wählen Sie eine Vorlage.");
        }

        var made = Days.Length - ((JsonArray)sent["leftOut"]!).Count;
        return Json(new { made = Drafted.TryAdd(id, sent) ? made : 0, drafts = Array.Empty<object>() });
    }

    private IResult Preview(HttpRequest request, string id) =>
        string.IsNullOrEmpty(request.Query["count"]) && string.IsNullOrEmpty(request.Query["lastDay"])
            ? Wrong("count", "Jede Reihe hat ein Ende.")
            : Json(
                new
                {
                    dates = Days.Select(
                        (day, number) =>
                            new
                            {
                                date = day,
                                localStart = $"{day}T{request.Query["startTime"]}",
                                state = Drafted.ContainsKey(id) ? "Draft" : null,
                                fault = number < 2
                                    ? null
                                    : new
                                    {
                                        code = "session-start-in-dst-gap",
                                        message = "Diese Uhrzeit gibt es nicht.",
                                    },
                                others = number != 1
                                    ? []
                                    : new[]
                                    {
                                        new
                                        {
                                            sessionId = Guid.CreateVersion7(),
                                            title = "Ein anderer <Abend>",
                                            isDraft = true,
                                        },
                                    },
                            }
                    ),
                }
            );

    private static IResult Wrong(string field, string message) =>
        Results.Json(
            new
            {
                status = 400,
                code = "fields-invalid",
                detail = message,
                errors = new Dictionary<string, object> { [field] = new[] { new { code = "x", message } } },
            },
            statusCode: 400,
            contentType: "application/problem+json"
        );
}
