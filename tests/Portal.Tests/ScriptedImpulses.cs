using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using static Stadtgespraeche.Portal.Tests.ScriptedApi;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// Calls and impulses as Scheduling tells them: an open call, a draft and a questioned impulse of the member, and one
/// that an organiser accepted and its speaker changed since.
/// </summary>
public sealed class ScriptedImpulses
{
    public const string Call = "01993b00-0000-7000-8000-00000000ca11";
    public const string Draft = "01993b00-0000-7000-8000-00000000d4af";
    public const string Questioned = "01993b00-0000-7000-8000-00000000a5ed";
    public const string Withdrawn = "01993b00-0000-7000-8000-00000000d0ff";
    public const string Accepted = "01993b00-0000-7000-8000-00000000acce";
    private const string Root = "/api/scheduling/impulses";
    private const string Own = "/api/scheduling/me/impulses";
    private const string Calls = "/api/scheduling/calls";

    /// <summary>What became of the draft while its form was open; null: nothing.</summary>
    public string? Late { get; set; }

    /// <summary>Answers the next change with this code, once.</summary>
    public string? Refuses { get; set; }

    /// <summary>Bodies of what was taken, by the end of the address.</summary>
    public ConcurrentDictionary<string, JsonObject> Taken { get; } = new();

    public IResult? Answer(HttpRequest request, string path) =>
        !path.StartsWith(Root, StringComparison.Ordinal)
        && !path.StartsWith(Own, StringComparison.Ordinal)
        && !path.StartsWith(Calls, StringComparison.Ordinal)
            ? null
        : request.Method == "PUT" ? Take(request, path)
        : path switch
        {
            Calls => Json(
                new
                {
                    calls = new[]
                    {
                        new
                        {
                            id = Call,
                            version = 1,
                            title = "Wer zeigt seinen Haushalt?",
                            text = "Gesucht: 1 < 2 Beispiele.",
                            topic = new { id = ScriptedTopics.Listed, title = "Beteiligung" },
                            closesAt = new DateTimeOffset(2099, 3, 31, 22, 0, 0, TimeSpan.Zero),
                        },
                    },
                }
            ),
            Own => Json(
                new
                {
                    impulses = new[]
                    {
                        OwnOne(Draft, Late ?? "Draft"),
                        OwnOne(Questioned, "Questioned"),
                        OwnOne(Withdrawn, "Withdrawn"),
                    },
                }
            ),
            Root => Json(
                new
                {
                    impulses = new[]
                    {
                        Line(Questioned, "Questioned", changed: false),
                        Line(Accepted, "Accepted", changed: true),
                    },
                }
            ),
            $"{Root}/{Accepted}" or $"{Root}/{Questioned}" or $"{Root}/{Withdrawn}" => Json(One(path.Split('/')[^1])),
            _ => Results.StatusCode(StatusCodes.Status404NotFound),
        };

    private IResult Take(HttpRequest request, string path)
    {
        using var reader = new StreamReader(request.Body);
        var body = JsonNode.Parse(reader.ReadToEndAsync().GetAwaiter().GetResult())!.AsObject();
        if (Refuses is { } code)
        {
            Refuses = null;
            return Results.Problem(
                "Das ging nicht, aus diesem Grund.",
                statusCode: 409,
                extensions: new Dictionary<string, object?> { ["code"] = code }
            );
        }

        Taken[path.Split('/')[^1]] = body;
        return Json(body);
    }

    private static object Content(string title) =>
        new
        {
            title,
            summary = "Wie ein Rat seinen Haushalt erklärt.",
            topicId = ScriptedTopics.Listed,
            partner = "Musterstadt",
            speaker = "Ina Probe",
            function = "Kämmerin",
            lengthMinutes = 15,
            language = "Deutsch",
            mayBeRecorded = true,
        };

    private static object[] Messages() =>
        [
            new
            {
                id = Guid.CreateVersion7(),
                fromOrganisers = true,
                text = "Geht es in zehn Minuten?",
                at = new DateTimeOffset(2099, 1, 2, 3, 4, 5, TimeSpan.Zero),
            },
        ];

    private static object OwnOne(string id, string state) =>
        new
        {
            id,
            contentVersion = 2,
            state,
            callId = Call,
            content = Content(state == "Draft" ? "Entwurf über Daten" : "Haushalt zum Anfassen"),
            messages = state == "Draft" ? [] : Messages(),
            missing = state == "Draft"
                ? new Dictionary<string, object>
                {
                    ["summary"] = new[]
                    {
                        new { code = "summary-missing", message = "Bitte sagen Sie, worum es geht." },
                    },
                }
                : [],
        };

    private static object Line(string id, string state, bool changed) =>
        new
        {
            id,
            state,
            title = "Haushalt zum Anfassen",
            speaker = "Ina Probe",
            partner = "Musterstadt",
            callId = Call,
            changedSinceTakenOver = changed,
            changedAt = new DateTimeOffset(2099, 1, 2, 3, 4, 5, TimeSpan.Zero),
        };

    private static object One(string id) =>
        new
        {
            id,
            version = 7,
            contentVersion = 5,
            state = id switch
            {
                Accepted => "Accepted",
                Withdrawn => "Withdrawn",
                _ => "Questioned",
            },
            callId = Call,
            ownerPartner = "bamberg",
            content = Content("Haushalt zum Anfassen"),
            accessibilityNeeds = "Gebärdensprache",
            note = "Gut für Mai",
            sessionId = id is Accepted or Withdrawn ? PortalUnderTest.SessionId : (Guid?)null,
            takenOver = id == Accepted ? Content("Haushalt erklärt") : null,
            handedInAt = new DateTimeOffset(2099, 1, 2, 3, 4, 5, TimeSpan.Zero),
            changedAt = new DateTimeOffset(2099, 1, 2, 3, 4, 5, TimeSpan.Zero),
            messages = Messages(),
        };
}
