using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Registration.Mandates;

internal static class MandatesEndpoints
{
    public static void MapMandates(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/me/mandates").WithTags("Mandates").RequireAuthorization(Rights.Member);
        own.MapGet("", ListMandates.Handle).WithName(nameof(ListMandates));
        own.MapDelete("/{memberId:guid}", UnlinkMandate.Handle)
            .WithName(nameof(UnlinkMandate))
            .AllowedAfterMandate()
            .Audited("member", "memberId");
    }
}
