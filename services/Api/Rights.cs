using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Stadtgespraeche.Api;

/// <summary>
/// The names of the policies. Every route names one, or says <c>AllowAnonymous</c>; one that says nothing is refused to everybody.
/// docs/rights.md lists them all, and a test walks the routes against it.
/// </summary>
public static class Rights
{
    /// <summary>An organiser of the series.</summary>
    public const string Organiser = "organiser";

    /// <summary>A member who followed the personal link of a mail to the own seat at one session.</summary>
    public const string SeatLink = "seat-link";

    /// <summary>A member who followed the personal link of a mail to add to what a session left behind.</summary>
    public const string ContributionLink = "contribution-link";

    /// <summary>An organiser, or a member with a <see cref="ContributionLink"/>.</summary>
    public const string Contributor = "contributor";

    // Addresses without a route and methods that a route lacks are no routes: they keep their 404 and 405.
    private static readonly AuthorizationPolicy Nobody = new AuthorizationPolicyBuilder()
        .RequireAssertion(context => context.Resource is HttpContext request && request.GetEndpoint() is not RouteEndpoint)
        .Build();

    internal static void AddPolicies(AuthorizationOptions options)
    {
        options.FallbackPolicy = Nobody;
        options.AddPolicy(Organiser, policy => policy.RequireRole("organiser"));
        options.AddPolicy(SeatLink, policy => policy.RequireClaim(PersonalLink.PurposeClaim, PersonalLink.SeatPurpose));
        options.AddPolicy(ContributionLink, policy => policy.RequireClaim(PersonalLink.PurposeClaim, PersonalLink.ContributionPurpose));
        options.AddPolicy(Contributor, policy => policy.RequireAssertion(context =>
            context.User.IsInRole("organiser")
            || context.User.HasClaim(PersonalLink.PurposeClaim, PersonalLink.ContributionPurpose)));
    }
}

/// <summary>What a checked personal link says: which partner vouches for which member, for which session and purpose.</summary>
public sealed record PersonalLink(string Partner, Guid MemberId, Guid SessionId, string Purpose)
{
    public const string SeatPurpose = "seat";
    public const string ContributionPurpose = "contribution";
    public const string Audience = "stadtgespraeche";

    internal const string PurposeClaim = "purpose";
    internal const string SessionClaim = "session";

    internal static PersonalLink From(ClaimsPrincipal user) => new(
        user.FindFirstValue("iss")!,
        Guid.Parse(user.FindFirstValue("sub")!),
        Guid.Parse(user.FindFirstValue(SessionClaim)!),
        user.FindFirstValue(PurposeClaim)!);
}

/// <summary>Reads the acting person from a request.</summary>
public static class ActingPerson
{
    /// <summary>The personal link of a request that a link policy let pass.</summary>
    public static PersonalLink Link(this ClaimsPrincipal user) => PersonalLink.From(user);
}
