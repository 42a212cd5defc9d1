using Microsoft.AspNetCore.Http;
using static Stadtgespraeche.Portal.Tests.ScriptedApi;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>What the services tell Erika Muster of Bamberg about herself.</summary>
internal static class ScriptedMember
{
    /// <summary>She came in by an operator's invitation: no city's service knows her.</summary>
    private static readonly object Invited = new
    {
        partner = "stadtgespraeche",
        partnerName = "Stadtgespräche",
        ended = false,
        unknownToPartner = true,
    };

    public static IResult? Answer(HttpRequest request, string path) =>
        path switch
        {
            "/api/registration/me/mandate" when request.Headers.Authorization.ToString().Contains("-operator-") => Json(
                Invited
            ),
            "/api/registration/me/seats" when request.Headers.Authorization.ToString().Contains("-operator-") => Json(
                new { seats = Array.Empty<object>() }
            ),
            "/api/registration/me/seats" => Json(
                new
                {
                    seats = new[]
                    {
                        new
                        {
                            sessionId = PortalUnderTest.SessionId,
                            start = new DateTimeOffset(2099, 9, 15, 16, 0, 0, TimeSpan.Zero),
                            cancelled = false,
                            open = true,
                            state = "SeatAndWaiting",
                            seat = "OnSite",
                            waitingFor = "Online",
                            waitingPosition = 2,
                            question = "Wie <geht> das?",
                            attended = false,
                        },
                    },
                }
            ),
            "/api/registration/me/mandate" => Json(
                new
                {
                    partner = "bamberg",
                    partnerName = "Bamberg",
                    from = "2024-07-01",
                    ended = false,
                }
            ),
            "/api/registration/me/mandates" => Json(
                new
                {
                    mandates = new[]
                    {
                        new
                        {
                            memberId = PortalUnderTest.SessionId,
                            displayName = "Erika Muster",
                            partner = "bamberg",
                            partnerName = "Bamberg",
                            ended = false,
                            current = true,
                            invited = true,
                        },
                        new
                        {
                            memberId = Guid.Empty,
                            displayName = "Dr. Erika <Muster>",
                            partner = "region",
                            partnerName = "Region",
                            ended = false,
                            current = false,
                            invited = false,
                        },
                    },
                }
            ),
            "/api/registration/me/visibility" => Json(
                new
                {
                    name = true,
                    city = false,
                    faction = "Freie <Liste>",
                    topics = (string?)null,
                }
            ),
            _ when path.EndsWith("/company", StringComparison.Ordinal) => Json(
                new
                {
                    companions = new[]
                    {
                        new
                        {
                            name = (string?)"Jonas Beispiel",
                            city = (string?)null,
                            faction = (string?)"Freie <Liste>",
                            topics = (string?)"Schulen",
                        },
                        new
                        {
                            name = (string?)null,
                            city = (string?)"Kaiserslautern",
                            faction = (string?)null,
                            topics = (string?)null,
                        },
                    },
                    others = 3,
                }
            ),
            _ when path.StartsWith("/api/registration/me/mandates/", StringComparison.Ordinal) => Results.NoContent(),
            _ when path.StartsWith("/api/registration/membership-requests/", StringComparison.Ordinal) =>
                Results.Accepted(),
            "/api/registration/me/devices" => Json(
                new
                {
                    devices = new[]
                    {
                        new
                        {
                            id = PortalUnderTest.SessionId,
                            name = "Firefox auf Linux",
                            method = "mail",
                            signedInAt = DateTimeOffset.UnixEpoch,
                            lastUsedAt = DateTimeOffset.UnixEpoch,
                            current = true,
                        },
                        new
                        {
                            id = Guid.Empty,
                            name = "Safari auf iPhone",
                            method = "passkey",
                            signedInAt = DateTimeOffset.UnixEpoch,
                            lastUsedAt = DateTimeOffset.UnixEpoch,
                            current = false,
                        },
                    },
                }
            ),
            "/api/knowledge/me/contributions" => Json(
                new
                {
                    contributions = new[]
                    {
                        new
                        {
                            id = PortalUnderTest.SessionId,
                            sessionId = PortalUnderTest.SessionId,
                            kind = "Experience",
                            title = "Bei uns",
                            state = "Submitted",
                        },
                    },
                }
            ),
            _ when path.StartsWith("/api/registration/me/devices/", StringComparison.Ordinal)
                    || path.StartsWith("/api/knowledge/me/contributions/", StringComparison.Ordinal) =>
                Results.NoContent(),
            _ when path.EndsWith("/authorship", StringComparison.Ordinal) => Json(
                new
                {
                    displayName = "Erika Muster",
                    partnerName = "Bamberg",
                    attended = true,
                    contributions = new[]
                    {
                        new
                        {
                            id = PortalUnderTest.SessionId,
                            sessionId = PortalUnderTest.SessionId,
                            kind = "Experience",
                            title = "Bei uns",
                            body = "So geht es.",
                            state = "Submitted",
                            version = 1,
                        },
                    },
                }
            ),
            _ when path.EndsWith("/seat", StringComparison.Ordinal)
                    || path.StartsWith("/api/registration/me/seats/", StringComparison.Ordinal) => Json(
                new
                {
                    memberId = Guid.Empty,
                    displayName = "Erika Muster",
                    partner = "bamberg",
                    partnerName = "Bamberg",
                    sessionId = PortalUnderTest.SessionId,
                    state = "None",
                    open = true,
                    places = new
                    {
                        onSite = new
                        {
                            capacity = 10,
                            free = 3,
                            waiting = 0,
                        },
                        open = true,
                    },
                }
            ),
            "/api/registration/partners" => Json(new[] { new { key = "bamberg", name = "Bamberg" } }),
            _ => null,
        };
}
