using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using static Stadtgespraeche.Portal.Tests.ScriptedApi;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// Drafts as Scheduling keeps them; one is incomplete while it has no description. The known session has one from the
/// start, that changes nothing.
/// </summary>
public sealed class ScriptedDrafts
{
    private const string Root = "/api/scheduling/drafts";

    private static readonly string Known = $"{PortalUnderTest.SessionId}";

    public ConcurrentDictionary<string, JsonObject> Kept { get; } = new() { [Known] = KnownDraft() };

    public ConcurrentQueue<string> Published { get; } = new();

    public IResult? Answer(HttpRequest request, string path)
    {
        if (path.EndsWith("/reach", StringComparison.Ordinal))
        {
            return Json(
                new
                {
                    members = 236,
                    partners = new[] { "Bamberg", "Kaiserslautern" },
                    seats = 2,
                    unanswered = 231,
                }
            );
        }

        if (path == Root)
        {
            return Json(
                new
                {
                    drafts = Kept.Select(draft => new
                    {
                        id = draft.Key,
                        title = (string?)draft.Value["plan"]!["title"],
                        isNew = (long)draft.Value["basedOn"]! == 0,
                        changedAt = new DateTimeOffset(2099, 1, 2, 3, 4, 5, TimeSpan.Zero),
                    }),
                }
            );
        }

        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            return null;
        }

        var id = path.Split('/')[4];
        return request.Method switch
        {
            "PUT" when path.EndsWith("/publication", StringComparison.Ordinal) => Publish(id),
            "PUT" when path.EndsWith("/copy", StringComparison.Ordinal) => Copy(id),
            "PUT" => Save(request, id),
            "DELETE" => Discard(id),
            _ => Kept.TryGetValue(id, out var draft) ? Json(draft) : Results.StatusCode(404),
        };
    }

    private IResult Discard(string id)
    {
        Kept.TryRemove(id, out _);
        return Results.NoContent();
    }

    private IResult Publish(string id)
    {
        Published.Enqueue(id);
        Kept.TryRemove(id, out _);
        return Json(new { id });
    }

    private IResult Copy(string id)
    {
        var copy = KnownDraft();
        (copy["id"], copy["basedOn"], copy["sessionVersion"]) = (id, 0L, 0L);
        copy["plan"]!["localStart"] = null;
        return Json(Kept.GetOrAdd(id, copy));
    }

    private IResult Save(HttpRequest request, string id)
    {
        var sent = JsonNode.Parse(new StreamReader(request.Body).ReadToEndAsync().GetAwaiter().GetResult())!;
        var version = Kept.TryGetValue(id, out var kept) ? (long)kept["version"]! : 0;
        if ((long)sent["expectedVersion"]! != version)
        {
            return Results.Json(
                new
                {
                    status = 409,
                    code = "draft-changed-meanwhile",
                    detail = "Jemand hat diesen Entwurf inzwischen geändert, veröffentlicht oder verworfen.",
                },
                statusCode: 409,
                contentType: "application/problem+json"
            );
        }

        var errors = new JsonObject();
        if (string.IsNullOrWhiteSpace((string?)sent["plan"]!["description"]))
        {
            errors["description"] = new JsonArray(
                new JsonObject { ["code"] = "x", ["message"] = "Bitte beschreiben Sie, worum es geht." }
            );
        }

        Kept[id] = new JsonObject
        {
            ["id"] = id,
            ["version"] = version + 1,
            ["basedOn"] = (long)sent["basedOn"]!,
            ["sessionVersion"] = id == Known ? 1 : 0,
            ["changedAt"] = "2099-01-02T03:04:05Z",
            ["plan"] = sent["plan"]!.DeepClone(),
            ["errors"] = errors,
        };
        return Json(Kept[id]);
    }

    private static JsonObject KnownDraft() =>
        new()
        {
            ["id"] = Known,
            ["version"] = 1L,
            ["basedOn"] = 1L,
            ["sessionVersion"] = 1L,
            ["changedAt"] = "2099-01-02T03:04:05Z",
            ["plan"] = new JsonObject
            {
                ["title"] = "Digitale Beteiligung",
                ["description"] = "Text",
                ["topics"] = new JsonArray("01993b00-0000-7000-8000-000000000001"),
                ["localStart"] = "2099-09-15T18:00",
                ["timeZone"] = "Europe/Berlin",
                ["lengthMinutes"] = 120,
                ["form"] = "OnSite",
                ["venue"] = new JsonObject
                {
                    ["name"] = "Rathaus",
                    ["street"] = "Platz 1",
                    ["postalCode"] = "96047",
                    ["city"] = "Bamberg",
                },
                ["capacityOnSite"] = 10,
                ["programme"] = new JsonArray(
                    new JsonObject
                    {
                        ["kind"] = "Welcome",
                        ["title"] = "Begrüßung",
                        ["lengthMinutes"] = 10,
                    }
                ),
            },
            ["errors"] = new JsonObject(),
        };
}
