namespace Stadtgespraeche.Registration.Municipalities;

internal static class MunicipalitiesEndpoints
{
    public static void MapMunicipalities(this IEndpointRouteBuilder app) =>
        app.MapGroup("/municipalities")
            .WithTags("Municipalities")
            .MapGet("", FindMunicipalities.Handle)
            .WithName(nameof(FindMunicipalities))
            .AllowAnonymous();
}
