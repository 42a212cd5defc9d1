using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Registration.Removals;

internal static class RemovalsEndpoints
{
    public static void AddRemovals(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(RemovalGate.Gate);
        builder.Services.AddHostedService<RunRemovals>();
    }

    public static void MapRemovals(this IEndpointRouteBuilder app)
    {
        var partner = app.MapGroup("/partners/{partner}").WithTags("Partners").RequireAuthorization(Rights.Organiser);
        partner.MapGet("/export", ExportPartner.Handle).WithName("ExportPartnerFromRegistration");
        partner.MapGet("/removal", ShowRemoval.Handle).WithName(nameof(ShowRemoval));
        partner.MapPut("/removal", StartRemoval.Handle).WithName(nameof(StartRemoval)).Audited("partner", "partner");
    }
}
