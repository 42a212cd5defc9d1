using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Stadtgespraeche.Api;

/// <summary>
/// The names of the policies. Every route names one, or says <c>AllowAnonymous</c>; one that says nothing is refused to
/// everybody. docs/rights.md lists them all, and a test walks the routes against it.
/// </summary>
public static class Rights
{
    /// <summary>Somebody who is signed in, however.</summary>
    public const string Member = "member";

    /// <summary>A coordinator of any partner; which partners is in <see cref="Person.Coordinates"/>.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>Who runs the platform.</summary>
    public const string Operator = "operator";

    /// <summary>An organiser of the series.</summary>
    public const string Organiser = "organiser";

    /// <summary>Who may give roles.</summary>
    public const string OrganiserOrOperator = "organiser-or-operator";

    /// <summary>A member who followed the personal link of a mail to the own seat at one session.</summary>
    public const string SeatLink = "seat-link";

    /// <summary>A member who followed the personal link of a mail to add to what a session left behind.</summary>
    public const string ContributionLink = "contribution-link";

    /// <summary>
    /// An applicant who followed the personal link of a mail to their own application. The hub's own Notification signs
    /// it, never a city.
    /// </summary>
    public const string ApplicationLink = "application-link";

    /// <summary>
    /// Who is signed in, or an invited speaker who followed the personal link of a mail to the own impulse, which the
    /// hub's own Notification signed.
    /// </summary>
    public const string MemberOrSpeaker = "member-or-speaker";

    /// <summary>An organiser, or a member with a <see cref="ContributionLink"/>.</summary>
    public const string Contributor = "contributor";

    // Addresses without a route and methods that a route lacks are no routes: they keep their 404 and 405.
    private static readonly AuthorizationPolicy Nobody = new AuthorizationPolicyBuilder()
        .RequireAssertion(context =>
            context.Resource is HttpContext request && request.GetEndpoint() is not RouteEndpoint
        )
        .Build();

    internal static void AddPolicies(AuthorizationOptions options)
    {
        options.FallbackPolicy = Nobody;
        options.AddPolicy(Member, policy => policy.RequireAssertion(context => context.User.IsSignedIn()));
        options.AddPolicy(
            Coordinator,
            policy => policy.RequireAssertion(context => IsSignedInAs(context, Coordinator))
        );
        options.AddPolicy(Operator, policy => policy.RequireAssertion(context => IsSignedInAs(context, Operator)));
        options.AddPolicy(Organiser, policy => policy.RequireAssertion(context => IsSignedInAs(context, Organiser)));
        options.AddPolicy(
            OrganiserOrOperator,
            policy =>
                policy.RequireAssertion(context => IsSignedInAs(context, Organiser) || IsSignedInAs(context, Operator))
        );
        options.AddPolicy(SeatLink, policy => policy.RequireClaim(PersonalLink.PurposeClaim, PersonalLink.SeatPurpose));
        options.AddPolicy(
            ContributionLink,
            policy => policy.RequireClaim(PersonalLink.PurposeClaim, PersonalLink.ContributionPurpose)
        );
        options.AddPolicy(
            ApplicationLink,
            policy =>
                policy
                    .RequireClaim(PersonalLink.PurposeClaim, PersonalLink.ApplicationPurpose)
                    .RequireClaim("iss", PersonalLink.Hub)
        );
        options.AddPolicy(
            MemberOrSpeaker,
            policy => policy.RequireAssertion(context => context.User.IsSignedIn() || context.User.IsSpeaker())
        );
        options.AddPolicy(
            Contributor,
            policy =>
                policy.RequireAssertion(context =>
                    IsSignedInAs(context, Organiser)
                    || context.User.HasClaim(PersonalLink.PurposeClaim, PersonalLink.ContributionPurpose)
                )
        );
    }

    // The policies of roles are named after them.
    private static bool IsSignedInAs(AuthorizationHandlerContext context, string role) =>
        context.User.IsSignedIn() && context.User.IsInRole(role);
}

/// <summary>
/// What a checked personal link says: which partner vouches for which member, for which session and purpose.
/// </summary>
public sealed record PersonalLink(string Partner, Guid MemberId, Guid SessionId, string Purpose)
{
    public const string SeatPurpose = "seat";
    public const string ContributionPurpose = "contribution";
    public const string ApplicationPurpose = "application";
    public const string SpeakerPurpose = "speaker";

    /// <summary>The key of the hub's own Notification.</summary>
    public const string Hub = "stadtgespraeche";
    public const string Audience = "stadtgespraeche";

    internal const string PurposeClaim = "purpose";
    internal const string SessionClaim = "session";

    internal static PersonalLink From(ClaimsPrincipal user) =>
        new(
            user.FindFirstValue("iss")!,
            Guid.Parse(user.FindFirstValue("sub")!),
            Guid.Parse(user.FindFirstValue(SessionClaim)!),
            user.FindFirstValue(PurposeClaim)!
        );
}

/// <summary>The person who is signed in, as a checked access token says.</summary>
public sealed record Person(
    Guid MemberId,
    string Partner,
    string Name,
    Guid DeviceSession,
    IReadOnlyList<string> Coordinates
);

/// <summary>Reads the acting person from a request.</summary>
public static class ActingPerson
{
    /// <summary>The personal link of a request that a link policy let pass.</summary>
    public static PersonalLink Link(this ClaimsPrincipal user) => PersonalLink.From(user);

    /// <summary>
    /// The application whose link a request carries that <see cref="Rights.ApplicationLink"/> let pass.
    /// </summary>
    public static Guid Application(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue("sub")!);

    /// <summary>
    /// What the followed link says; whoever is signed in may do at every session what the own link of that purpose
    /// allows there.
    /// </summary>
    public static PersonalLink LinkFor(this ClaimsPrincipal user, Guid sessionId, string purpose) =>
        user.IsSignedIn() && user.Member() is var member
            ? new PersonalLink(member.Partner, member.MemberId, sessionId, purpose)
            : user.Link();

    /// <summary>
    /// Whether the request carries an access token; personal links and their members are not signed in.
    /// </summary>
    public static bool IsSignedIn(this ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true, AuthenticationType: AccessTokens.Scheme };

    /// <summary>
    /// Whose impulses a request is about that <see cref="Rights.MemberOrSpeaker"/> let pass: a member, or an invited
    /// speaker, who has but one impulse and its id for name.
    /// </summary>
    public static (Guid Id, string Partner, bool IsInvited) Speaker(this ClaimsPrincipal user) =>
        user.IsSignedIn() && user.Member() is var member
            ? (member.MemberId, member.Partner, false)
            : (Guid.Parse(user.FindFirstValue("sub")!), PersonalLink.Hub, true);

    internal static bool IsSpeaker(this ClaimsPrincipal user) =>
        user.HasClaim(PersonalLink.PurposeClaim, PersonalLink.SpeakerPurpose) && user.HasClaim("iss", PersonalLink.Hub);

    /// <summary>The signed-in person of a request that one of the policies of signed-in people let pass.</summary>
    public static Person Member(this ClaimsPrincipal user) =>
        new(
            Guid.Parse(user.FindFirstValue("sub")!),
            user.FindFirstValue(AccessTokens.PartnerClaim)!,
            user.FindFirstValue("name") ?? "",
            Guid.Parse(user.FindFirstValue(AccessTokens.DeviceClaim)!),
            [.. user.FindAll(AccessTokens.CoordinatesClaim).Select(claim => claim.Value)]
        );
}
