using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// The part of the scripted API that takes applications: a small register, and one application that moves as it is
/// told.
/// </summary>
public sealed class ScriptedApplications
{
    public static readonly Guid Id = Guid.Parse("018f0000-0000-7000-8000-0000000000c3");
    private const string Root = "/api/registration/applications";
    private readonly List<JsonObject> questions = [];

    public string State { get; set; } = "Unconfirmed";

    public long Version { get; set; } = 1;

    /// <summary>The partner takes part.</summary>
    public bool Connected { get; set; }

    /// <summary>What was sent in, in order.</summary>
    public List<JsonNode> Drafts { get; } = [];

    /// <summary>What organisers decided: path and body.</summary>
    public List<(string What, JsonNode Body)> Decisions { get; } = [];

    public IResult? Answer(HttpRequest request, string path)
    {
        if (path == "/api/registration/municipalities")
        {
            return Json(Found($"{request.Query["q"]}"));
        }

        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            return null;
        }

        var body =
            request.Method == "PUT"
                ? JsonNode.Parse(new StreamReader(request.Body).ReadToEndAsync().GetAwaiter().GetResult())
                : null;
        var rest = path[Root.Length..].Trim('/').Split('/');
        if (rest is [var id] && request.Method == "PUT" && Guid.TryParse(id, out _))
        {
            return Taken(body!);
        }

        if (!request.Headers.Authorization.ToString().EndsWith("echt", StringComparison.Ordinal))
        {
            return Results.StatusCode(401);
        }

        return (request.Method, rest) switch
        {
            ("GET", ["mine"]) => Json(View()),
            ("PUT", ["mine", "confirmation"]) => Move("Open"),
            ("PUT", ["mine", "withdrawal"]) => Move("Withdrawn"),
            ("PUT", ["mine", "questions", _, "answer"]) => Answered($"{body!["answer"]}"),
            ("POST", ["mine", "kit"]) => State == "Accepted" && !Connected
                ? Results.File("PK-Paket"u8.ToArray(), "application/zip", "stadtgespraeche-musterstadt.zip")
                : Problem(409, "partner-connected", "Ihre Kommune ist schon verbunden."),
            ("GET", [""]) => Json(
                new[]
                {
                    new
                    {
                        id = Id,
                        name = "Musterstadt, Stadt",
                        ags = "09999001",
                        state = State,
                        confirmedAt = "2026-11-20T08:00:00Z",
                    },
                }
            ),
            ("GET", [_]) => Json(
                new
                {
                    application = View(),
                    suggestedKey = "musterstadt",
                    suggestedName = "Musterstadt",
                }
            ),
            ("PUT", [_, .. var what]) => Decided(string.Join('/', what), body!),
            _ => null,
        };
    }

    public void Ask(string question)
    {
        questions.Add(
            new()
            {
                ["id"] = Guid.NewGuid().ToString(),
                ["question"] = question,
                ["askedAt"] = "2026-11-21T08:00:00Z",
            }
        );
        State = "Asked";
    }

    private static object[] Found(string typed) =>
        typed switch
        {
            "muster" =>
            [
                new
                {
                    ags = "09999001",
                    name = "Musterstadt, Stadt",
                    district = "Landkreis Beispiel",
                    land = "Bayern",
                },
                new
                {
                    ags = "07999002",
                    name = "Musterstadt",
                    district = "Landkreis Anderswo",
                    land = "Rheinland-Pfalz",
                },
            ],
            _ => [],
        };

    private IResult Taken(JsonNode draft)
    {
        if (!draft["consent"]!.GetValue<bool>())
        {
            return Problem(
                400,
                "fields-invalid",
                "Es fehlt etwas.",
                new
                {
                    consent = new[] { new { code = "consent-missing", message = "Bitte stimmen Sie zu." } },
                    region = $"{draft["ags"]}{draft["region"]}".Length > 0
                        ? null
                        : new[] { new { code = "region-missing", message = "Bitte wählen Sie Ihre Kommune." } },
                }
            );
        }

        if ($"{draft["ags"]}" == "07999002")
        {
            return Problem(409, "already-partner", "Diese Kommune macht schon mit.");
        }

        Drafts.Add(draft);
        return Results.Accepted();
    }

    private IResult Answered(string answer)
    {
        if (answer.Length == 0)
        {
            return Problem(
                400,
                "fields-invalid",
                "Es fehlt etwas.",
                new
                {
                    answer = new[] { new { code = "answer-missing", message = "Bitte schreiben Sie Ihre Antwort." } },
                }
            );
        }

        (questions[^1]["answer"], questions[^1]["answeredAt"]) = (answer, "2026-11-22T08:00:00Z");
        return Move("Open");
    }

    private IResult Decided(string what, JsonNode body)
    {
        if (body["version"]!.GetValue<long>() != Version)
        {
            return Problem(409, "application-changed", "Inzwischen ist bei dieser Bewerbung etwas geschehen.");
        }

        if ($"{body["key"]}" == "bamberg")
        {
            return Problem(409, "partner-key-taken", "Dieses Kürzel ist schon vergeben.");
        }

        Decisions.Add((what, body));
        if (what.StartsWith("questions", StringComparison.Ordinal))
        {
            Ask($"{body["question"]}");
        }

        return Move(
            what switch
            {
                "acceptance" => "Accepted",
                "refusal" => "Refused",
                _ => "Asked",
            }
        );
    }

    private IResult Move(string state)
    {
        (State, Version) = (state, Version + 1);
        return Results.NoContent();
    }

    private object View() =>
        new
        {
            id = Id,
            name = "Musterstadt, Stadt",
            ags = "09999001",
            district = "Landkreis Beispiel",
            land = "Bayern",
            state = State,
            connected = Connected,
            version = Version,
            why = State == "Withdrawn" ? null : "Wir möchten <b>lernen</b>.",
            receivedAt = "2026-11-20T07:00:00Z",
            confirmUntil = "2026-11-23T07:00:00Z",
            confirmedAt = State == "Unconfirmed" ? null : "2026-11-20T08:00:00Z",
            endedAt = State is "Accepted" or "Refused" or "Withdrawn" ? "2026-11-22T09:00:00Z" : null,
            refusal = State == "Refused" ? "Später gern." : null,
            partner = State == "Accepted" ? "musterstadt" : null,
            questions,
        };

    private static IResult Problem(int status, string code, string detail, object? errors = null) =>
        Results.Json(
            new
            {
                status,
                code,
                detail,
                errors,
            },
            new JsonSerializerOptions(JsonSerializerDefaults.Web),
            "application/problem+json",
            status
        );

    private static IResult Json(object value) => Results.Json(value, JsonSerializerOptions.Web);
}
