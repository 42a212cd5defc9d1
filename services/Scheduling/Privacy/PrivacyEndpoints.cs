using Stadtgespraeche.Api;

namespace Stadtgespraeche.Scheduling.Privacy;

internal static class PrivacyEndpoints
{
    public static void MapPrivacy(this WebApplication app)
    {
        app.MapGet("/me/data", ExportMyData.Handle).WithName("ExportMySchedulingData").WithTags("Privacy").RequireAuthorization(Rights.Member);
    }
}
