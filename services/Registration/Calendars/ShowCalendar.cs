using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Calendars;

/// <summary>
/// Whether the signed-in member's own calendar has a secret address, and since when; the address itself nobody can
/// show again.
/// </summary>
internal static class ShowCalendar
{
    /// <summary><paramref name="Since"/>: null, there is none.</summary>
    public sealed record OwnCalendar(DateTimeOffset? Since);

    public static async Task<Ok<OwnCalendar>> Handle(
        ClaimsPrincipal user,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        var me = user.Member().MemberId;
        return TypedResults.Ok(
            new OwnCalendar(
                await db
                    .CalendarAddresses.Where(row => row.MemberId == me && row.RevokedAt == null)
                    .Select(row => (DateTimeOffset?)row.CreatedAt)
                    .SingleOrDefaultAsync(cancellationToken)
            )
        );
    }
}
