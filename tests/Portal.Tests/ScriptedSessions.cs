using Microsoft.AspNetCore.Http;
using static Stadtgespraeche.Portal.Tests.ScriptedApi;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// One coming session that everybody may see, and what organisers see of it. No change of it can be saved: a field is
/// always wrong.
/// </summary>
internal static class ScriptedSessions
{
    private static object KnownSession =>
        new
        {
            id = PortalUnderTest.SessionId,
            version = 1,
            changedAt = "2026-11-20T08:00:00Z",
            status = "Scheduled",
            title = "Digitale Beteiligung",
            description = "Text",
            topics = new[] { new { id = "01993b00-0000-7000-8000-000000000001", title = "Beteiligung" } },
            start = new DateTimeOffset(2099, 9, 15, 16, 0, 0, TimeSpan.Zero),
            timeZone = "Europe/Berlin",
            lengthMinutes = 120,
            form = "OnSite",
            venue = new
            {
                name = "Rathaus",
                street = "Platz 1",
                postalCode = "96047",
                city = "Bamberg",
            },
            capacityOnSite = 10,
            capacityOnline = 0,
            programme = new[]
            {
                new
                {
                    kind = "Welcome",
                    title = "Begrüßung",
                    lengthMinutes = 10,
                },
            },
            changes = new[]
            {
                Changed(3, new(2099, 3, 28, 23, 30, 0, TimeSpan.Zero), "Titel: „Digitale <Beteiligung>“ statt „Alt“"),
                Changed(2, new(2099, 1, 2, 8, 0, 0, TimeSpan.Zero), "Beginn: 18:00 Uhr statt 17:00 Uhr"),
            },
        };

    private static object Changed(int version, DateTimeOffset at, string text) =>
        new
        {
            version,
            at,
            changes = new[]
            {
                new
                {
                    field = "Title",
                    old = "Alt",
                    @new = "Neu",
                    text,
                },
            },
        };

    private static object Comes(string name, string seat, string question, string needs) =>
        new
        {
            memberId = Guid.CreateVersion7(),
            displayName = name,
            partner = "bamberg",
            partnerName = "Bamberg",
            state = "Seat",
            seat,
            question,
            accessibilityNeeds = needs,
            attended = false,
        };

    public static IResult? Answer(HttpRequest request, string path) =>
        path switch
        {
            "/api/scheduling/venues" => Json(
                new
                {
                    venues = new[]
                    {
                        new
                        {
                            name = "Stadthalle",
                            street = "Am Wall 2",
                            postalCode = "67655",
                            city = "Kaiserslautern",
                            accessibilityNotes = "Rampe am Hof",
                        },
                    },
                }
            ),
            "/api/scheduling/sessions" => Json(new { sessions = new[] { KnownSession } }),
            _ when path.EndsWith("/places", StringComparison.Ordinal) => Json(
                new
                {
                    onSite = new
                    {
                        capacity = 10,
                        free = 3,
                        waiting = 0,
                    },
                    open = true,
                }
            ),
            _ when path.EndsWith("/audit", StringComparison.Ordinal) => Json(
                new
                {
                    entries = new[]
                    {
                        new
                        {
                            id = Guid.CreateVersion7(),
                            at = new DateTimeOffset(2099, 1, 2, 3, 4, 5, TimeSpan.Zero),
                            via = "session",
                            role = "organiser",
                            operation = "CancelSession",
                            targetKind = "session",
                            targetId = $"{PortalUnderTest.SessionId}",
                            outcome = "done",
                        },
                    },
                    more = path.Contains("knowledge"),
                }
            ),
            _ when path.EndsWith("/participants", StringComparison.Ordinal) => Json(
                new
                {
                    sessionId = PortalUnderTest.SessionId,
                    participants = new[]
                    {
                        Comes("Vera Vorort", "OnSite", "Wo ist die Rampe?", "Rampe"),
                        Comes("Olaf Online", "Online", "Wer haftet?", "Untertitel"),
                    },
                }
            ),
            _ when path.EndsWith("/edit", StringComparison.Ordinal)
                    && !path.Contains($"{PortalUnderTest.SessionId}", StringComparison.Ordinal) => null,
            _ when path.EndsWith("/cancellation", StringComparison.Ordinal) => Results.NoContent(),
            _ when path.StartsWith("/api/scheduling/sessions/", StringComparison.Ordinal) && request.Method == "PUT" =>
                Results.Json(
                    new
                    {
                        status = 400,
                        code = "fields-invalid",
                        detail = "Bitte geben Sie die Straße an.",
                        errors = new Dictionary<string, object>
                        {
                            ["venue.street"] = new[] { new { code = "x", message = "Bitte geben Sie die Straße an." } },
                        },
                    },
                    statusCode: 400,
                    contentType: "application/problem+json"
                ),
            _ when path.StartsWith("/api/scheduling/sessions/", StringComparison.Ordinal) => Json(KnownSession),
            "/api/knowledge/contributions/submitted" => Json(new { contributions = Array.Empty<object>() }),
            "/api/knowledge/contributions" => Json(
                new
                {
                    contributions = Array.Empty<object>(),
                    total = 0,
                    totalIsCapped = false,
                    page = 1,
                    pages = 0,
                }
            ),
            _ when path.StartsWith("/api/knowledge/contributions/", StringComparison.Ordinal)
                    && request.Method == "PUT" => Results.NoContent(),
            _ => null,
        };
}
