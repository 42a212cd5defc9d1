using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Members;

internal static class MembersEndpoints
{
    public static void MapMembers(this IEndpointRouteBuilder app) =>
        app.MapGet("/me/mandate", ShowMandate.Handle)
            .WithTags("Members")
            .WithName(nameof(ShowMandate))
            .RequireAuthorization(Rights.Member);
}
