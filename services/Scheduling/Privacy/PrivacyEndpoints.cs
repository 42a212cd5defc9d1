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
        app.MapGet(
                "/retention",
                (SchedulingDbContext db, CancellationToken cancellationToken) =>
                    Retention.ListReportsAsync(db, cancellationToken)
            )
            .WithName("ListSchedulingRetention")
            .WithTags("Privacy")
            .RequireAuthorization(Rights.Organiser);
    }
}
