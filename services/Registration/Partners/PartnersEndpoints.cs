namespace Stadtgespraeche.Registration.Partners;

internal static class PartnersEndpoints
{
    public static void MapPartners(this IEndpointRouteBuilder app) =>
        app.MapGroup("/partners").WithTags("Partners").MapGet("", ListPartners.Handle).WithName(nameof(ListPartners)).AllowAnonymous();
}
