namespace Stadtgespraeche.Scheduling.Feeds;

internal static class FeedsEndpoints
{
    public static void MapFeeds(this WebApplication app)
    {
        var everybody = app.MapGroup("").WithTags("Feeds").AllowAnonymous();
        everybody.MapGet("/sessions/calendar.ics", ShowCalendarFeed.Handle).WithName(nameof(ShowCalendarFeed));
        everybody.MapGet("/sessions/feed.atom", ShowNewsFeed.Handle).WithName(nameof(ShowNewsFeed));
        everybody
            .MapGet("/programme", ShowProgramme.Handle)
            .WithName(nameof(ShowProgramme))
            .Produces<ShowProgramme.Response>();
    }
}
