using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Calendar;

/// <summary>
/// A session as an .ics file (RFC 5545, METHOD:PUBLISH) for everybody's own calendar; never with the online link.
/// </summary>
public static class DownloadCalendarEntry
{
    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Handle(
        Guid id,
        SchedulingDbContext db,
        IOptions<CalendarOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } session
        )
        {
            return SessionUnknown.Problem;
        }

        var topics = await TopicList.LoadAsync(db, cancellationToken);
        var titles = topics.TitlesOf(session.Plan.Topics);
        var calendar = PublicCalendarEntry.Write(session, titles, options.Value, time.GetUtcNow());
        return TypedResults.File(
            Encoding.UTF8.GetBytes(calendar),
            "text/calendar; charset=utf-8; method=PUBLISH",
            "stadtgespraech.ics"
        );
    }
}
