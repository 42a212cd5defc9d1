using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Calendars;

/// <summary>
/// Switches off the secret address of the signed-in member's own calendar, at once and for good; without one nothing
/// happens. Allowed after the mandate's end too.
/// </summary>
internal static class EndCalendar
{
    public static async Task<NoContent> Handle(
        ClaimsPrincipal user,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await db.RevokeCalendarAsync(user.Member().MemberId, time.GetUtcNow(), cancellationToken);
        return TypedResults.NoContent();
    }
}
