using Stadtgespraeche.Api;

namespace Stadtgespraeche.Scheduling.Venues;

internal static class VenuesEndpoints
{
    public static void MapVenues(this WebApplication app)
    {
        var organisers = app.MapGroup("/venues").WithTags("Sessions").RequireAuthorization(Rights.Organiser);
        organisers.MapGet("", ListVenues.Handle).WithName(nameof(ListVenues));
    }
}
