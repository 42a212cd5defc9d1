using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Registration.Roles;

internal static class RolesEndpoints
{
    public static void MapRoles(this IEndpointRouteBuilder app)
    {
        var roles = app.MapGroup("/roles").WithTags("Roles").RequireAuthorization(Rights.OrganiserOrOperator);
        roles.MapGet("", ListRoles.Handle).WithName(nameof(ListRoles));
        roles
            .MapPut("/{memberId:guid}/{role}", GrantRole.Handle)
            .WithName(nameof(GrantRole))
            .Audited("member", "memberId");
        roles
            .MapDelete("/{memberId:guid}/{role}", TakeRole.Handle)
            .WithName(nameof(TakeRole))
            .Audited("member", "memberId");
    }
}
