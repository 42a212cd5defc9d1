using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Registration.Privacy;

internal static class PrivacyEndpoints
{
    public static void MapPrivacy(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/me/data").WithTags("Privacy").RequireAuthorization(Rights.Member);
        own.MapGet("", ExportMyData.Handle).WithName("ExportMyRegistrationData");
        own.MapPut("/city/{requestId:guid}", RequestCityExport.Handle)
            .WithName(nameof(RequestCityExport))
            .AllowedAfterMandate()
            .Audited("member");
        own.MapPut("/city/{requestId:guid}/correction", RequestCorrection.Handle)
            .WithName(nameof(RequestCorrection))
            .AllowedAfterMandate()
            .Audited("member");
        // In a variable, because the analyzer of route handlers now and then falls over a generic one.
        Delegate list = Retention.ListReportsAsync<RegistrationDbContext>;
        app.MapGet("/retention", list)
            .WithName("ListRegistrationRetention")
            .WithTags("Privacy")
            .RequireAuthorization(Rights.Organiser);
    }
}
