using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Api;
using Stadtgespraeche.Scheduling.Calendar;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Feeds;

/// <summary>
/// News of the sessions for feed readers (Atom, RFC 4287): the 50 that were announced, changed or called off last. With
/// <c>If-None-Match</c> 304 as long as nothing has changed.
/// </summary>
public static class ShowNewsFeed
{
    private const int Most = 50;

    public static async Task<FileContentHttpResult> Handle(
        HttpContext http,
        SchedulingDbContext db,
        IOptions<CalendarOptions> options,
        CancellationToken cancellationToken
    )
    {
        var sessions = await db
            .Sessions.AsNoTracking()
            .OrderByDescending(s => s.ChangedAt)
            .ThenByDescending(s => s.Id)
            .Take(Most)
            .ToListAsync(cancellationToken);
        return TaggedFile.Of(
            http,
            NewsFeed.Write(sessions, await TopicList.LoadAsync(db, cancellationToken), options.Value),
            "application/atom+xml; charset=utf-8",
            TaggedFile.ForAll
        );
    }
}
