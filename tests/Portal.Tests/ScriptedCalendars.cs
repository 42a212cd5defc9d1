using System.Text.Json;
using Microsoft.AspNetCore.Http;
using static Stadtgespraeche.Portal.Tests.ScriptedApi;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>The member's own calendar, as Registration keeps it: one secret address, or none.</summary>
public sealed class ScriptedCalendars
{
    /// <summary>Null: there is no address.</summary>
    public string? Secret { get; set; }

    public IResult? Answer(HttpRequest request, string path)
    {
        if (path != "/api/registration/me/calendar")
        {
            return null;
        }

        if (request.Method == "PUT")
        {
            using var body = JsonDocument.Parse(
                new StreamReader(request.Body).ReadToEndAsync().GetAwaiter().GetResult()
            );
            if (body.RootElement.GetProperty("secret").GetString() is not { Length: 43 } secret)
            {
                return Results.Json(
                    new
                    {
                        status = 409,
                        code = "calendar-secret-used",
                        detail = "Diese Adresse wurde schon einmal verwendet. Bitte erzeugen Sie eine neue.",
                    },
                    statusCode: 409,
                    contentType: "application/problem+json"
                );
            }

            Secret = secret;
        }
        else if (request.Method == "DELETE")
        {
            Secret = null;
            return Results.NoContent();
        }

        return Json(new { since = Secret is null ? (DateTimeOffset?)null : DateTimeOffset.UnixEpoch });
    }
}
