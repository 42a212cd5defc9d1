using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// The part of the scripted API that knows partners: Bamberg takes part, Musterstadt sets itself up with much still
/// missing and a key that waits.
/// </summary>
public sealed class ScriptedPartners
{
    public const string Key = "Abcd1234efghIJKL5678mnopQRST9012uvwxYZ_-345";
    private const string Root = "/api/registration/partners";

    /// <summary>What organisers changed: method, path below the partners, and the reason if any.</summary>
    public List<string> Changes { get; } = [];

    public bool Suspended { get; private set; }

    public IResult? Answer(HttpRequest request, string path)
    {
        if (!path.StartsWith($"{Root}/", StringComparison.Ordinal) || path.Contains("/login"))
        {
            return null;
        }

        var rest = path[(Root.Length + 1)..].Split('/');
        if (rest is [_, "removal", ..] or [_, "export"] or [not "musterstadt", "report"])
        {
            return null;
        }

        if (request.Method == "GET" && rest is [not "all"])
        {
            return rest[0] == "bamberg"
                ? Json(Page())
                : Json(
                    new
                    {
                        status = 404,
                        code = "partner-unknown",
                        detail = "Diese Kommune gibt es hier nicht.",
                    },
                    404
                );
        }

        if (!request.Headers.Authorization.ToString().EndsWith("echt", StringComparison.Ordinal))
        {
            return Results.StatusCode(401);
        }

        return (request.Method, rest) switch
        {
            ("GET", ["all"]) => Json(
                new
                {
                    release = "0.4.0",
                    provisions = false,
                    partners = new[]
                    {
                        Report("bamberg", "Bamberg"),
                        Report("kaiserslautern", "Kaiserslautern"),
                        Report("musterstadt", "Musterstadt"),
                    },
                }
            ),
            ("GET", ["musterstadt", "report"]) => Json(
                new
                {
                    release = "0.4.0",
                    provisions = true,
                    partner = Report("musterstadt", "Musterstadt"),
                    hasCredentials = true,
                    codeExpiresAt = "2026-12-04T08:00:00Z",
                    keys = new[]
                    {
                        new
                        {
                            keyId = "Zyxw9876",
                            acceptedAt = "2026-11-20T08:00:00Z",
                            revokedAt = (string?)null,
                        },
                    },
                    pending = new[]
                    {
                        new
                        {
                            keyId = Key,
                            announcedAt = "2026-11-21T08:00:00Z",
                            rejectedAt = (string?)null,
                        },
                    },
                }
            ),
            ("GET", _) => Json(
                new
                {
                    status = 404,
                    code = "partner-unknown",
                    detail = "Diese Kommune gibt es hier nicht.",
                },
                404
            ),
            ("POST", [_, "kit"]) => Results.File(
                "PK-Paket"u8.ToArray(),
                "application/zip",
                "stadtgespraeche-musterstadt.zip"
            ),
            _ => Changed(request, rest),
        };
    }

    private IResult Changed(HttpRequest request, string[] rest)
    {
        var body =
            request.Method == "PUT"
                ? JsonNode.Parse(new StreamReader(request.Body).ReadToEndAsync().GetAwaiter().GetResult())
                : null;
        if (rest is [_, "suspension"] && request.Method == "PUT" && string.IsNullOrWhiteSpace((string?)body?["reason"]))
        {
            return Json(
                new
                {
                    status = 400,
                    code = "fields-invalid",
                    detail = "Bitte geben Sie einen Grund an.",
                    errors = new
                    {
                        reason = new[]
                        {
                            new
                            {
                                code = "reason-missing",
                                message = "Bitte geben Sie einen Grund an, höchstens 500 Zeichen.",
                            },
                        },
                    },
                },
                400
            );
        }

        Suspended = rest is [_, "suspension"] ? request.Method == "PUT" : Suspended;
        Changes.Add($"{request.Method} {string.Join('/', rest)} {body?["reason"]}".Trim());
        return Results.NoContent();
    }

    private object Report(string key, string name) =>
        key == "musterstadt"
            ? new
            {
                key,
                name,
                ags = "09999001",
                state = Suspended ? "Suspended" : "Admitted",
                provisioned = true,
                release = "0.3.0",
                behind = true,
                lastStartAt = "2026-11-21T08:00:00Z",
                checkedAt = "2026-11-21T09:00:00Z",
                checkFailed = new[] { new { code = "clock", text = "Die Uhr geht falsch." } },
                trusted = 1,
                waiting = 1,
                legalMissing = new[] { "impressum", "rueckmeldung" },
                suspendedAt = Suspended ? "2026-11-22T08:00:00Z" : null,
                suspendedBecause = Suspended ? "Zugangsdaten <b>weg</b>" : null,
            }
            : new
            {
                key,
                name,
                ags = (string?)null,
                state = "Connected",
                provisioned = true,
                release = "0.4.0",
                behind = false,
                lastStartAt = "2026-11-21T08:00:00Z",
                checkedAt = "2026-11-21T09:00:00Z",
                checkFailed = Array.Empty<object>(),
                trusted = 1,
                waiting = 0,
                legalMissing = Array.Empty<string>(),
            };

    private static object Page() =>
        new
        {
            key = "bamberg",
            name = "Bamberg",
            suspended = false,
            imprint = "Stadt Bamberg\n\nBeispielstraße 1 <script>alert(1)</script>",
            privacy = "Wir speichern wenig.",
            accessibility = "Teilweise vereinbar.",
            feedbackAddress = "barrierefrei@bamberg.example",
        };

    private static IResult Json(object value, int status = 200) =>
        Results.Json(
            value,
            JsonSerializerOptions.Web,
            status == 200 ? "application/json" : "application/problem+json",
            status
        );
}
