using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Visibility;

/// <summary>What the signed-in member has opened to others; nothing, until the member does.</summary>
internal static class ShowVisibility
{
    public static async Task<Ok<SetVisibility.VisibilityBody>> Handle(ClaimsPrincipal user, RegistrationDbContext db, CancellationToken cancellation)
    {
        var me = user.Member().MemberId;
        return TypedResults.Ok(await db.Visible.Where(row => row.MemberId == me)
            .Select(row => new SetVisibility.VisibilityBody(row.Name, row.City, row.Faction, row.Topics)).SingleOrDefaultAsync(cancellation)
            ?? new SetVisibility.VisibilityBody());
    }
}
