using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Registration.Mandates;

namespace Stadtgespraeche.Registration.Visibility;

/// <summary>
/// What others see of the signed-in member, who of linked mandates shows the first; nothing, until the member opens it.
/// </summary>
internal static class ShowVisibility
{
    public static async Task<Ok<SetVisibility.VisibilityBody>> Handle(
        ClaimsPrincipal user,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        var me = await db.SeatOwnerAsync(user.Member().MemberId, cancellationToken);
        return TypedResults.Ok(
            await db
                .Visible.Where(row => row.MemberId == me)
                .Select(row => new SetVisibility.VisibilityBody(row.Name, row.City, row.Faction, row.Topics))
                .SingleOrDefaultAsync(cancellationToken)
                ?? new SetVisibility.VisibilityBody()
        );
    }
}
