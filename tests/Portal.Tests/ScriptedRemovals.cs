using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>The part of the scripted API that lets Kaiserslautern leave; Bamberg has left.</summary>
public sealed class ScriptedRemovals
{
    /// <summary>What Kaiserslautern's leaving was confirmed with; null: not started.</summary>
    public string? Confirmed { get; private set; }

    public IResult? Answer(HttpRequest request, string path)
    {
        if (
            path
            is "/api/registration/partners/kaiserslautern/report"
                or "/api/registration/partners/bamberg/report"
                or "/api/registration/partners/rhein-neckar/report"
        )
        {
            return ScriptedApi.Json(
                new { partner = new { key = path.Split('/')[4], name = "Stadt " + path.Split('/')[4] } }
            );
        }

        if (path.EndsWith("/partners/kaiserslautern/export", StringComparison.Ordinal))
        {
            return ScriptedApi.Json(
                new
                {
                    service = path.Split('/')[2],
                    partner = "kaiserslautern",
                    tables = new[] { new { name = "members", rows = new[] { new { display_name = "Jörg Muster" } } } },
                }
            );
        }

        if (path == "/api/registration/partners/bamberg/removal")
        {
            return ScriptedApi.Json(Removal("bamberg", "Bamberg", complete: true));
        }

        if (path != "/api/registration/partners/kaiserslautern/removal")
        {
            return null;
        }

        if (request.Method == "PUT")
        {
            var typed = request
                .ReadFromJsonAsync<JsonNode>()
                .AsTask()
                .GetAwaiter()
                .GetResult()!["confirmation"]
                ?.GetValue<string>();
            if (typed != "kaiserslautern")
            {
                return Results.Json(
                    new
                    {
                        status = 400,
                        code = "fields-invalid",
                        detail = "Falsch.",
                        errors = new
                        {
                            confirmation = new[]
                            {
                                new
                                {
                                    code = "confirmation-wrong",
                                    message = "Bitte geben Sie zur Bestätigung das Kürzel der Kommune ein.",
                                },
                            },
                        },
                    },
                    JsonSerializerOptions.Web,
                    "application/problem+json",
                    400
                );
            }

            Confirmed = typed;
        }

        return Confirmed is null
            ? Results.StatusCode(404)
            : ScriptedApi.Json(Removal("kaiserslautern", "Kaiserslautern", complete: false));
    }

    private static object Removal(string key, string name, bool complete) =>
        new
        {
            id = Guid.Empty,
            partner = key,
            partnerName = name,
            orderedAt = DateTimeOffset.UnixEpoch,
            completedAt = complete ? DateTimeOffset.UnixEpoch : (DateTimeOffset?)null,
            members = 1234,
            unconfirmedErasures = complete ? 2 : 0,
            parts = new[]
            {
                Part("registration", true, new { members = 1234, seats = 5 }),
                Part("scheduling", true, new { }),
                Part("knowledge", complete, new { contributions = 3 }),
                Part("notification", false, new { }),
                Part("broker", complete, new { broker = 8 }),
            },
        };

    private static object Part(string owner, bool done, object counts) =>
        new
        {
            owner,
            orderedAt = done || owner is "knowledge" or "notification"
                ? DateTimeOffset.UnixEpoch
                : (DateTimeOffset?)null,
            orders = 1,
            completedAt = done ? DateTimeOffset.UnixEpoch : (DateTimeOffset?)null,
            counts,
        };
}
