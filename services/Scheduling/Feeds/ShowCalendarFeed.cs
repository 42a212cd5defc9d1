using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Api;
using Stadtgespraeche.Calendars;
using Stadtgespraeche.Scheduling.Calendar;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Feeds;

/// <summary>
/// All sessions as a calendar to subscribe to (RFC 5545); never with the online link. In it are coming sessions and
/// those that ended at most a year ago; called-off ones say so for 90 days from then on. With <c>If-None-Match</c> 304
/// as long as nothing has changed. With <c>topic</c> those alone that name it, or what was merged into it.
/// </summary>
public static class ShowCalendarFeed
{
    private const int Most = 1000;

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Handle(
        HttpContext http,
        SchedulingDbContext db,
        IOptions<CalendarOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken,
        Guid? topic = null
    )
    {
        var topics = await TopicList.LoadAsync(db, cancellationToken);
        var about = topic is { } id ? topics.Find(id) : null;
        if (topic is not null && about is not { WasListed: true })
        {
            return TopicProblems.Unknown;
        }

        var (over, calledOff) = (
            time.GetUtcNow() - CalendarFeed.PastKept,
            time.GetUtcNow() - CalendarFeed.CancelledKept
        );
        // What was called off changes no more, so its last change is when that happened.
        var sessions = await db
            .Sessions.AsNoTracking()
            .Where(s => s.CancellationReason == null ? s.End > over : s.ChangedAt > calledOff)
            .OrderByDescending(s => s.Plan.Start)
            .ThenByDescending(s => s.Id)
            .Take(Most)
            .ToListAsync(cancellationToken);
        var calendar = CalendarFeed.Write(
            PublicCalendarEntry.Product,
            about is null ? options.Value.OrganiserName : $"{options.Value.OrganiserName}: {about.Title}",
            sessions
                .Where(session => about is null || topics.Of(session.Plan.Topics).Contains(about))
                .Select(session =>
                    PublicCalendarEntry.Of(
                        session,
                        topics.TitlesOf(session.Plan.Topics),
                        options.Value,
                        session.ChangedAt
                    )
                )
                .Reverse()
        );
        return TaggedFile.Of(http, calendar, CalendarFeed.ContentType, TaggedFile.ForAll);
    }
}
