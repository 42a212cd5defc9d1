using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Registration.Members;

internal static class MembersEndpoints
{
    public static void AddMembers(this WebApplicationBuilder builder) =>
        builder.Services.AddHostedService<TellMemberships>();

    public static void MapMembers(this IEndpointRouteBuilder app)
    {
        var me = app.MapGroup("/me").WithTags("Members").RequireAuthorization(Rights.Member);
        me.MapGet("/mandate", ShowMandate.Handle).WithName(nameof(ShowMandate));
        me.MapPut("/address", GiveAddress.Handle).WithName(nameof(GiveAddress)).Audited("member");
    }
}
