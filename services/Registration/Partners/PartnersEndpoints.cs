using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Partners;

internal static class PartnersEndpoints
{
    /// <summary>With the partners comes what their members' links are checked with.</summary>
    public static void AddPartners(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RememberedPartnerKeys>();
        builder.Services.AddPersonalLinks<RegistrationLinkTrust>();
    }

    public static void MapPartners(this IEndpointRouteBuilder app) =>
        app.MapGroup("/partners").WithTags("Partners").MapGet("", ListPartners.Handle).WithName(nameof(ListPartners)).AllowAnonymous();
}
