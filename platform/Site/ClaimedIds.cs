using System.Security.Claims;

namespace Stadtgespraeche.Site;

/// <summary>Reads the ids that a sign-in carries.</summary>
public static class ClaimedIds
{
    /// <summary>Null: there is no such claim, or it is no id.</summary>
    public static Guid? IdOf(this ClaimsPrincipal user, string claim) =>
        Guid.TryParse(user.FindFirst(claim)?.Value, out var id) ? id : null;
}
