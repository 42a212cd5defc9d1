using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// The part of the scripted API that gives roles and keeps a city's login: Bamberg's, whose coordinator the person is.
/// </summary>
public sealed class ScriptedRights
{
    public static readonly Guid Ada = Guid.Parse("018f0000-0000-7000-8000-0000000000a1");
    public static readonly Guid Bea = Guid.Parse("018f0000-0000-7000-8000-0000000000b2");

    /// <summary>What came, in order: "PUT member role".</summary>
    public List<string> Changes { get; } = [];

    public JsonElement? Login { get; private set; }

    public IResult? Answer(HttpRequest request, string path)
    {
        const string roles = "/api/registration/roles";
        const string login = "/api/registration/partners/bamberg/login";
        if (
            !path.StartsWith(roles, StringComparison.Ordinal)
            && !path.StartsWith(login, StringComparison.Ordinal)
            && path != "/api/registration/partners"
        )
        {
            return null;
        }

        return path switch
        {
            "/api/registration/partners" => Json(
                new[]
                {
                    new
                    {
                        key = "bamberg",
                        name = "Bamberg",
                        contact = "ansprechstelle@bamberg.example",
                        legalPagesComplete = true,
                    },
                    new
                    {
                        key = "kaiserslautern",
                        name = "Kaiserslautern",
                        contact = "",
                        legalPagesComplete = true,
                    },
                    new
                    {
                        key = "neuland",
                        name = "Neuland",
                        contact = "",
                        legalPagesComplete = false,
                    },
                }
            ),
            _ when path.StartsWith("/api/registration/partners/", StringComparison.Ordinal)
                    && !path.StartsWith(login, StringComparison.Ordinal) => null,
            _ when !request.Headers.Authorization.ToString().EndsWith("echt", StringComparison.Ordinal) =>
                Results.StatusCode(401),
            roles => Json(new { people = People($"{request.Query["name"]}"), more = false }),
            $"{login}/check" => Json(
                new
                {
                    issuer = "https://login.bamberg.example",
                    findings = new[]
                    {
                        new
                        {
                            code = "issuer-differs",
                            message = "Das Login nennt sich selbst anders: „https://login.bamberg.example/“.",
                        },
                    },
                }
            ),
            login => Keep(request),
            _ => Changed(request.Method, path[(roles.Length + 1)..]),
        };
    }

    private static object[] People(string name) =>
        name switch
        {
            "" => [Person(Ada, "Ada Beispiel", ["coordinator:bamberg", "organiser"], passkey: true)],
            "bea" => [Person(Bea, "Bea <b>Muster</b>", [], passkey: false)],
            _ => [],
        };

    private static object Person(Guid id, string name, string[] roles, bool passkey) =>
        new
        {
            memberId = id,
            displayName = name,
            partner = "bamberg",
            partnerName = "Bamberg",
            roles,
            hasPasskey = passkey,
            hasCityLogin = false,
        };

    private IResult Changed(string method, string what)
    {
        Changes.Add($"{method} {what.Replace('/', ' ')}");
        return what.EndsWith("organiser", StringComparison.Ordinal) && method == "DELETE"
            ? Json(
                new
                {
                    status = 409,
                    code = "last-of-role",
                    detail = "Das ist die letzte Person mit diesem Recht. Geben Sie es zuerst einer anderen.",
                },
                409
            )
            : Results.NoContent();
    }

    private IResult Keep(HttpRequest request)
    {
        if (request.Method == "DELETE")
        {
            Login = null;
            return Results.NoContent();
        }

        if (request.Method == "PUT")
        {
            var draft = request.ReadFromJsonAsync<JsonElement>().AsTask().GetAwaiter().GetResult();
            if (string.IsNullOrEmpty(draft.GetProperty("clientSecret").GetString()) && Login is null)
            {
                return Json(
                    new
                    {
                        status = 400,
                        code = "fields-invalid",
                        detail = "Bitte geben Sie das Client-Geheimnis an.",
                        errors = new
                        {
                            clientSecret = new[]
                            {
                                new
                                {
                                    code = "client-secret-missing",
                                    message = "Bitte geben Sie das Client-Geheimnis an.",
                                },
                            },
                        },
                    },
                    400
                );
            }

            Login = draft;
        }

        return Json(
            new
            {
                partner = "bamberg",
                redirectUri = "https://stadtgespraeche.example/anmelden/stadt/bamberg/zurueck",
                connected = 3,
                login = Login is not { } kept
                    ? null
                    : (object)
                        new
                        {
                            issuer = kept.GetProperty("issuer").GetString(),
                            clientId = kept.GetProperty("clientId").GetString(),
                            enabled = kept.GetProperty("enabled").GetBoolean(),
                            changedAt = "2026-11-20T08:00:00Z",
                        },
            }
        );
    }

    private static IResult Json(object value, int status = 200) =>
        Results.Json(
            value,
            JsonSerializerOptions.Web,
            status == 200 ? "application/json" : "application/problem+json",
            status
        );
}
