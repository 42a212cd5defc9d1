using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Accounts;

/// <summary>
/// Ends the sign-in on one of the member's own devices: its cookie and refresh tokens count no more, an access token at
/// most five minutes. One that has ended, or is not the member's, is fine too and changes nothing.
/// </summary>
internal static class EndDevice
{
    public static async Task<NoContent> Handle(
        Guid id,
        ClaimsPrincipal user,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        var member = user.Member().MemberId;
        db.DeviceSessions.RemoveRange(
            await db
                .DeviceSessions.Where(session => session.Id == id && session.AccountId == member)
                .ToListAsync(cancellationToken)
        );
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody ended it at the same moment.
        }

        return TypedResults.NoContent();
    }
}
