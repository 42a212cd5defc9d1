using Stadtgespraeche.Api;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Scheduling.Privacy;

internal static class PrivacyEndpoints
{
    public static void MapPrivacy(this WebApplication app)
    {
        app.MapGet("/me/data", ExportMyData.Handle)
            .WithName("ExportMySchedulingData")
            .WithTags("Privacy")
            .RequireAuthorization(Rights.Member);
        // In a variable, because the analyzer of route handlers now and then falls over a generic one.
        Delegate list = Retention.ListReportsAsync<SchedulingDbContext>;
        app.MapGet("/retention", list)
            .WithName("ListSchedulingRetention")
            .WithTags("Privacy")
            .RequireAuthorization(Rights.Organiser);
    }
}
