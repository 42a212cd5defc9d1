using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Registration.Partners.Keys;
using Stadtgespraeche.Registration.Partners.Kit;
using Stadtgespraeche.Registration.Partners.Provisioning;

namespace Stadtgespraeche.Registration.Partners;

internal static class PartnersEndpoints
{
    /// <summary>The partners bring the facts by which their members' links are checked.</summary>
    public static void AddPartners(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProvisionAtBroker>();
        builder.Services.AddHostedService<ProvisionDuePartners>();
        builder.Services.AddSingleton(PartnersToHear.All);
        builder.Services.AddPersonalLinks<RegistrationLinkTrust>();
    }

    public static void MapPartners(this IEndpointRouteBuilder app)
    {
        var partners = app.MapGroup("/partners").WithTags("Partners");
        partners.MapGet("", ListPartners.Handle).WithName(nameof(ListPartners)).AllowAnonymous();
        partners.MapGet("/{partner}", ShowPartner.Handle).WithName(nameof(ShowPartner)).AllowAnonymous();
        partners
            .MapGet("/all", ListAllPartners.Handle)
            .WithName(nameof(ListAllPartners))
            .RequireAuthorization(Rights.OrganiserOrOperator);

        var one = app.MapGroup("/partners/{partner}").WithTags("Partners").RequireAuthorization(Rights.Organiser);
        one.MapGet("/report", ShowPartnerReport.Handle).WithName(nameof(ShowPartnerReport));
        one.MapPost("/kit", DownloadKit.Handle).WithName(nameof(DownloadKit)).Audited("partner", "partner");
        one.MapPut("/suspension", SuspendPartner.Handle).WithName(nameof(SuspendPartner)).Audited("partner", "partner");
        one.MapDelete("/suspension", ResumePartner.Handle)
            .WithName(nameof(ResumePartner))
            .Audited("partner", "partner");
        one.MapPut("/keys/{keyId}/approval", JudgeKey.Approve).WithName("ApproveKey").Audited("partner", "partner");
        one.MapPut("/keys/{keyId}/rejection", JudgeKey.Reject).WithName("RejectKey").Audited("partner", "partner");
        one.MapPut("/keys/{keyId}/revocation", JudgeKey.Revoke).WithName("RevokeKey").Audited("partner", "partner");
    }
}
