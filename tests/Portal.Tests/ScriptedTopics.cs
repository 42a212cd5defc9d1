using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using static Stadtgespraeche.Portal.Tests.ScriptedApi;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// Topics and the barometer as Scheduling tells them: two on the list, of which one is published as wanted, a third that
/// was merged, and a proposal from Bamberg.
/// </summary>
public sealed class ScriptedTopics
{
    public const string Listed = "01993b00-0000-7000-8000-000000000001";
    public const string Other = "01993b00-0000-7000-8000-000000000002";
    public const string Merged = "01993b00-0000-7000-8000-0000000000aa";
    public const string Proposed = "01993b00-0000-7000-8000-0000000000bb";
    private const string Root = "/api/scheduling/topics";

    /// <summary>What the member marked last.</summary>
    public IReadOnlyList<string> Marked { get; private set; } = [Other];

    public bool MayMark { get; set; } = true;

    /// <summary>Somebody else reworded the topic on the list: version 3 instead of 2.</summary>
    public bool ChangedMeanwhile { get; set; }

    /// <summary>Bodies of what was taken, by the end of the address.</summary>
    public ConcurrentDictionary<string, JsonObject> Taken { get; } = new();

    public IResult? Answer(HttpRequest request, string path) =>
        request.Method == "PUT" && IsOurs(path)
            ? Take(request, path)
            : path switch
            {
                Root => Json(
                    new { topics = new[] { Topic(Listed, "Beteiligung"), Topic(Other, "Hybride Ratsarbeit") } }
                ),
                $"{Root}/all" => Json(
                    new
                    {
                        topics = new[]
                        {
                            All(Listed, "Beteiligung", "Planned", ChangedMeanwhile ? 3 : 2),
                            All(Other, "Hybride Ratsarbeit", "Listed", 2),
                            All(Proposed, "Offene Daten", "Proposed", 1, "bamberg"),
                            All(Merged, "Mitreden", "Merged", 3),
                        },
                    }
                ),
                $"{Root}/{Listed}" or $"{Root}/{Merged}" => Json(
                    new { topic = Topic(Listed, "Beteiligung"), sessions = Array.Empty<object>() }
                ),
                $"{Root}/{Other}" => Json(
                    new { topic = Topic(Other, "Hybride Ratsarbeit"), sessions = Array.Empty<object>() }
                ),
                "/api/scheduling/me/topics" => Json(
                    new
                    {
                        topics = new[]
                        {
                            new
                            {
                                id = Proposed,
                                title = "Offene Daten",
                                description = "Text",
                                state = "Retired",
                                retiredBecause = "Gehört zur Datenethik",
                                wasListed = false,
                            },
                        },
                    }
                ),
                "/api/scheduling/me/marks" => Json(new { topics = Marked, mayMark = MayMark }),
                "/api/scheduling/barometer" => Json(
                    new
                    {
                        publishedAt = new DateTimeOffset(2099, 3, 31, 22, 0, 0, TimeSpan.Zero),
                        topics = new[]
                        {
                            new
                            {
                                id = Listed,
                                title = "Beteiligung",
                                band = "Most",
                            },
                        },
                        open = new
                        {
                            id = Guid.CreateVersion7(),
                            endsAt = new DateTimeOffset(2099, 6, 30, 22, 0, 0, TimeSpan.Zero),
                        },
                    }
                ),
                _ => null,
            };

    private static bool IsOurs(string path) =>
        path.StartsWith(Root, StringComparison.Ordinal)
        || path.StartsWith("/api/scheduling/me/", StringComparison.Ordinal)
        || path.StartsWith("/api/scheduling/barometer/", StringComparison.Ordinal);

    private IResult Take(HttpRequest request, string path)
    {
        using var reader = new StreamReader(request.Body);
        var body = JsonNode.Parse(reader.ReadToEndAsync().GetAwaiter().GetResult())!.AsObject();
        if (path.EndsWith(Listed, StringComparison.Ordinal) && ChangedMeanwhile && (long?)body["expectedVersion"] != 3)
        {
            return Results.Problem(
                "Jemand hat dieses Thema inzwischen geändert.",
                statusCode: 409,
                extensions: new Dictionary<string, object?> { ["code"] = "topic-changed-meanwhile" }
            );
        }

        Taken[path.Split('/')[^1]] = body;
        if (path.EndsWith("/marks", StringComparison.Ordinal))
        {
            Marked = [.. body["topics"]!.AsArray().Select(id => (string)id!)];
        }

        return Json(body);
    }

    private static object Topic(string id, string title) =>
        new
        {
            id,
            title,
            description = "Worum es geht: 1 < 2.",
            stage = "Planned",
        };

    private static object All(string id, string title, string stage, int version, string? proposedByPartner = null) =>
        new
        {
            id,
            version,
            title,
            description = "Worum es geht.",
            stage,
            mergedInto = stage == "Merged" ? Listed : null,
            proposedByPartner,
            changedAt = new DateTimeOffset(2099, 1, 2, 3, 4, 5, TimeSpan.Zero),
        };
}
