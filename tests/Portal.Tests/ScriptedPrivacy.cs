using System.Text.Json;
using Microsoft.AspNetCore.Http;
using static Stadtgespraeche.Portal.Tests.ScriptedApi;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>What the services tell about one's data, and what they are asked to do with it.</summary>
public sealed class ScriptedPrivacy
{
    /// <summary>What the member's erasure was ordered with; null: none was.</summary>
    public string? ErasureCode { get; private set; }

    public int CityAsked { get; private set; }

    /// <summary>What came last for the city to correct, by the id of the request.</summary>
    public Dictionary<string, (string? Wrong, string? Right)> Corrections { get; } = [];

    /// <summary>The address for mails that came last; null: none.</summary>
    public string? AddressGiven { get; private set; }

    internal IResult? Answer(HttpRequest request, string path) =>
        path switch
        {
            _ when path.EndsWith("/me/data", StringComparison.Ordinal) => Json(DataOf(path.Split('/')[2])),
            _ when path.EndsWith("/correction", StringComparison.Ordinal) => Correct(request, path.Split('/')[^2]),
            _ when path.StartsWith("/api/registration/me/data/city/", StringComparison.Ordinal) => Asked(),
            "/api/registration/me/address" => Address(request),
            "/api/registration/me/erasure" => Erase(request),
            "/api/registration/erasure" => request.Headers["Erasure-Code"] == ErasureCode
                ? Json(Erasure)
                : Results.StatusCode(StatusCodes.Status404NotFound),
            "/api/registration/erasures" => Json(new { open = new[] { Erasure }, completed = Array.Empty<object>() }),
            _ when path.EndsWith("/retention", StringComparison.Ordinal) => Json(
                new[]
                {
                    new
                    {
                        day = "2026-11-20",
                        rule = "attendance",
                        partner = "bamberg",
                        reason = "Die Teilnahme wird nur noch als Zahl gebraucht (Frist: 365 Tage)",
                        rows = 12,
                    },
                }
            ),
            _ => null,
        };

    private static object Erasure =>
        new
        {
            id = PortalUnderTest.SessionId,
            partner = "bamberg",
            cause = "Requested",
            orderedAt = "2026-11-20T08:00:00Z",
            parts = new object[]
            {
                new
                {
                    owner = "registration",
                    orderedAt = "2026-11-20T08:00:00Z",
                    orders = 1,
                    completedAt = "2026-11-20T08:00:00Z",
                    stuck = false,
                    counts = new { members = 1, seats = 2 },
                },
                new
                {
                    owner = "knowledge",
                    orderedAt = "2026-11-20T08:00:00Z",
                    orders = 3,
                    stuck = true,
                    counts = new { },
                },
                new
                {
                    owner = "notification",
                    orders = 0,
                    stuck = false,
                    counts = new { },
                },
            },
        };

    private static object DataOf(string service) =>
        new
        {
            service,
            memberId = PortalUnderTest.SessionId,
            exportedAt = "2026-11-20T08:00:00Z",
            tables = service == "scheduling"
                ? []
                : new object[]
                {
                    new
                    {
                        name = "members",
                        purpose = "Mitgliedschaft: unter welchem Namen andere das Mitglied sehen",
                        kept = "bis 90 Tage nach Ende des Mandats",
                        seenBy = "Organisation",
                        rows = new[]
                        {
                            new
                            {
                                display_name = "Erika Muster",
                                departed = false,
                                question = "Was <b>kostet</b> das?",
                            },
                        },
                    },
                },
        };

    private static JsonElement BodyOf(HttpRequest request) =>
        JsonDocument.Parse(new StreamReader(request.Body).ReadToEndAsync().GetAwaiter().GetResult()).RootElement;

    private IResult Asked()
    {
        CityAsked++;
        return Json(new { });
    }

    private IResult Correct(HttpRequest request, string id)
    {
        var body = BodyOf(request);
        var (wrong, right) = (body.GetProperty("wrong").GetString(), body.GetProperty("right").GetString());
        if (string.IsNullOrWhiteSpace(right))
        {
            return Results.Json(
                new
                {
                    status = 400,
                    code = "fields-invalid",
                    detail = "Bitte schreiben Sie, wie es richtig ist.",
                    errors = new Dictionary<string, object>
                    {
                        ["right"] = new[]
                        {
                            new { code = "right-missing", message = "Bitte schreiben Sie, wie es richtig ist." },
                        },
                    },
                },
                statusCode: 400,
                contentType: "application/problem+json"
            );
        }

        Corrections[id] = (wrong, right);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private IResult Address(HttpRequest request)
    {
        if (BodyOf(request).GetProperty("address").GetString() is not { } address || !address.Contains('@'))
        {
            return Results.Json(
                new
                {
                    status = 400,
                    code = "fields-invalid",
                    detail = "Bitte geben Sie eine vollständige E-Mail-Adresse ein.",
                    errors = new Dictionary<string, object>
                    {
                        ["address"] = new[]
                        {
                            new
                            {
                                code = "address-invalid",
                                message = "Bitte geben Sie eine vollständige E-Mail-Adresse ein.",
                            },
                        },
                    },
                },
                statusCode: 400,
                contentType: "application/problem+json"
            );
        }

        AddressGiven = address;
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private IResult Erase(HttpRequest request)
    {
        ErasureCode = BodyOf(request).GetProperty("statusCode").GetString();
        return Json(Erasure);
    }
}
