using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Registration.CityLogins;

internal static class CityLoginsEndpoints
{
    public static void AddCityLogins(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OutsideHttp>();
        builder.Services.AddSingleton<CityProviders>();
        builder.Services.AddSingleton<CitySecrets>();
        builder.Services.AddSingleton<CityOpenId>();
    }

    public static void MapCityLogins(this IEndpointRouteBuilder app)
    {
        var login = app.MapGroup("/partners/{partner}/login")
            .WithTags("City login")
            .RequireAuthorization(Rights.Coordinator)
            .AddEndpointFilter(OnlyOwn);
        login.MapGet("", ShowCityLogin.Handle).WithName(nameof(ShowCityLogin));
        login.MapGet("/check", CheckCityLogin.Handle).WithName(nameof(CheckCityLogin));
        login.MapPut("", SetCityLogin.Handle).WithName(nameof(SetCityLogin)).Audited("city-login", "partner");
        login.MapDelete("", RemoveCityLogin.Handle).WithName(nameof(RemoveCityLogin)).Audited("city-login", "partner");
    }

    // The same words as for whoever is no coordinator at all: which partners there are is not told here.
    private static ValueTask<object?> OnlyOwn(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext;
        return request.User.Member().Coordinates.Contains($"{request.GetRouteValue("partner")}")
            ? next(context)
            : ValueTask.FromResult<object?>(Results.StatusCode(StatusCodes.Status403Forbidden));
    }
}
