using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using static Stadtgespraeche.Portal.Tests.ScriptedApi;
using static Stadtgespraeche.Portal.Tests.ScriptedImpulse;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// Calls and impulses as Scheduling tells them: an open call, a draft and a questioned impulse of the member, one that
/// an organiser accepted and its speaker changed since, and one of a speaker who was invited and has no account.
/// </summary>
public sealed class ScriptedImpulses
{
    public const string Call = "01993b00-0000-7000-8000-00000000ca11";
    public const string Draft = "01993b00-0000-7000-8000-00000000d4af";
    public const string Questioned = "01993b00-0000-7000-8000-00000000a5ed";
    public const string Withdrawn = "01993b00-0000-7000-8000-00000000d0ff";
    public const string Accepted = "01993b00-0000-7000-8000-00000000acce";
    public const string Rejected = "01993b00-0000-7000-8000-0000000000e1";

    /// <summary>A draft to a call that is closed.</summary>
    public const string TooLate = "01993b00-0000-7000-8000-0000000001a7";
    public const string Invitations = "/api/registration/speaker-invitations/";
    public static readonly string Invited = PortalUnderTest.SessionId.ToString();
    private static readonly DateTimeOffset At = new(2099, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private const string Root = "/api/scheduling/impulses";
    private const string Own = "/api/scheduling/me/impulses";
    private const string Calls = "/api/scheduling/calls";

    /// <summary>What became of the draft while its form was open; null: nothing.</summary>
    public string? Late { get; set; }

    /// <summary>The state of the impulse of the invited speaker.</summary>
    public string Speaker { get; set; } = "Draft";

    /// <summary>Answers the next change with this code, once.</summary>
    public string? Refuses { get; set; }

    /// <summary>Bodies of what was taken, by the end of the address.</summary>
    public ConcurrentDictionary<string, JsonObject> Taken { get; } = new();

    public const string ClosedCall = "018f0000-0000-7000-8000-00000000c105";

    private static object Open(object id, string title, int year) =>
        new
        {
            id,
            version = 1,
            title,
            text = "Gesucht: 1 < 2 Beispiele.",
            topic = new { id = ScriptedTopics.Listed, title = "Beteiligung" },
            closesAt = new DateTimeOffset(year, 3, 31, 22, 0, 0, TimeSpan.Zero),
        };

    public IResult? Answer(HttpRequest request, string path) =>
        !path.StartsWith(Root, StringComparison.Ordinal)
        && !path.StartsWith(Own, StringComparison.Ordinal)
        && !path.StartsWith(Calls, StringComparison.Ordinal)
        && !path.StartsWith(Invitations, StringComparison.Ordinal)
            ? null
        : request.Method == "PUT" ? Take(request, path)
        : path switch
        {
            Calls => Json(new { calls = new[] { Open(Call, "Wer zeigt seinen Haushalt?", year: 2099) } }),
            Calls + "/all" => Json(
                new
                {
                    calls = new[]
                    {
                        Open(Call, "Wer zeigt seinen Haushalt?", year: 2099),
                        Open(ClosedCall, "Ein alter Aufruf", year: 2020),
                    },
                }
            ),
            Own => Json(
                new
                {
                    impulses = IsLink(request)
                        ? new[] { OwnOne(Invited, Speaker) }
                        :
                        [
                            OwnOne(Draft, Late ?? "Draft"),
                            OwnOne(Questioned, "Questioned"),
                            OwnOne(Withdrawn, "Withdrawn"),
                            OwnOne(Rejected, "Rejected"),
                            OwnOne(TooLate, "Draft", "01993b00-0000-7000-8000-00000000c105"),
                        ],
                }
            ),
            Root => Json(
                new
                {
                    impulses = new object[]
                    {
                        Line(Questioned, "Questioned"),
                        Line(Accepted, "Accepted", changed: true),
                        Line(Withdrawn, "Withdrawn", placed: true),
                        Line(Rejected, "Rejected"),
                        new
                        {
                            id = Invited,
                            state = "Draft",
                            speaker = "Ada Beispiel",
                            callId = Call,
                            invitedAt = At,
                            changedAt = At,
                        },
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
                statusCode: code == "impulse-unknown" ? 404 : 409,
                extensions: new Dictionary<string, object?> { ["code"] = code }
            );
        }

        if (path.StartsWith(Invitations, StringComparison.Ordinal) && !$"{body["address"]}".Contains('@'))
        {
            var wrong = new
            {
                code = "address-invalid",
                message = "Bitte geben Sie eine vollständige E-Mail-Adresse ein.",
            };
            return Results.Problem(
                statusCode: 400,
                extensions: new Dictionary<string, object?> { ["errors"] = new { address = new[] { wrong } } }
            );
        }

        Taken[path.Split('/')[^1]] = body;
        if (path == $"{Own}/{Invited}/withdrawal")
        {
            Speaker = "Withdrawn";
        }

        var state =
            (bool?)body["handIn"] == true ? "HandedIn"
            : path.EndsWith(Questioned, StringComparison.Ordinal) ? "Questioned"
            : "Draft";
        return path.StartsWith(Invitations, StringComparison.Ordinal) ? Results.Accepted()
            : path.StartsWith(Own, StringComparison.Ordinal) ? Json(OwnOne(path[Own.Length..].Split('/')[1], state))
            : Json(body);
    }

    private static bool IsLink(HttpRequest request) => !request.Headers.Authorization.ToString().Contains("zugang-");
}
