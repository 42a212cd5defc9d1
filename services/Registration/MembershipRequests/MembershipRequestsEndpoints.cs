using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Registration.MembershipRequests;

internal static class MembershipRequestsEndpoints
{
    public static void MapMembershipRequests(this IEndpointRouteBuilder app) =>
        app.MapPut("/membership-requests/{id:guid}", RequestMembership.Handle)
            .WithTags("Members")
            .WithName(nameof(RequestMembership))
            .AllowAnonymous()
            .Audited("membership-request");
}
