using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Registration.Visibility;

internal static class VisibilityEndpoints
{
    public static void MapVisibility(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/me/visibility").WithTags("Visibility").RequireAuthorization(Rights.Member);
        own.MapGet("", ShowVisibility.Handle).WithName(nameof(ShowVisibility));
        own.MapPut("", SetVisibility.Handle).WithName(nameof(SetVisibility)).AllowedAfterMandate().Audited("member");
        app.MapGet("/sessions/{sessionId:guid}/company", ListCompany.Handle)
            .WithName(nameof(ListCompany))
            .WithTags("Visibility")
            .RequireAuthorization(Rights.Member);
    }
}
