using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Registration.Erasures;

internal static class ErasuresEndpoints
{
    public static void AddErasures(this WebApplicationBuilder builder) =>
        builder.Services.AddHostedService<RepeatStuckOrders>();

    public static void MapErasures(this IEndpointRouteBuilder app)
    {
        app.MapPost("/me/erasure", EraseMe.Handle)
            .WithName(nameof(EraseMe))
            .WithTags("Privacy")
            .RequireAuthorization(Rights.Member)
            .AllowedAfterMandate()
            .Audited("member");
        app.MapGet("/erasure", ShowErasure.Handle).WithName(nameof(ShowErasure)).WithTags("Privacy").AllowAnonymous();
        app.MapGet("/erasures", ListErasures.Handle)
            .WithName(nameof(ListErasures))
            .WithTags("Privacy")
            .RequireAuthorization(Rights.Operator);
    }
}
