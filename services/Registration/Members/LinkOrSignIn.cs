using System.Security.Claims;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Members;

internal static class LinkOrSignIn
{
    /// <summary>What the followed link says; whoever is signed in may do at every session what the link to the own seat there allows.</summary>
    public static PersonalLink LinkFor(this ClaimsPrincipal user, Guid sessionId) => user.IsSignedIn() && user.Member() is var member
        ? new PersonalLink(member.Partner, member.MemberId, sessionId, PersonalLink.SeatPurpose)
        : user.Link();
}
