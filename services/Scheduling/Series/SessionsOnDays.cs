using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Series;

/// <summary>
/// Public sessions and drafts by the day on which they are, each in its own zone. What was called off takes no day. One
/// whose change is being drafted counts on the old day and on the new one. Drafts are seen by organisers alone, so this
/// answers nobody else.
/// </summary>
internal static class SessionsOnDays
{
    public static async Task<ILookup<DateOnly, SessionOnDay>> BetweenAsync(
        DateOnly first,
        DateOnly last,
        SchedulingDbContext db,
        CancellationToken cancellationToken
    )
    {
        var from = new DateTimeOffset(first.AddDays(-1), default, TimeSpan.Zero);
        var to = new DateTimeOffset(last.AddDays(2), default, TimeSpan.Zero);
        var sessions = await db
            .Sessions.AsNoTracking()
            .Where(s => s.CancellationReason == null && s.Plan.Start >= from && s.Plan.Start < to)
            .OrderBy(s => s.Plan.Start)
            .ThenBy(s => s.Id)
            .ToListAsync(cancellationToken);
        // When a draft is stands within its text; there are few.
        var drafts = await db
            .SessionDrafts.AsNoTracking()
            .Where(d => !db.Sessions.Any(s => s.Id == d.Id && s.CancellationReason != null))
            .OrderBy(d => d.Id)
            .ToListAsync(cancellationToken);
        return sessions
            .Select(s => (Day: DayOf(SessionStart.LocalOf(s.Plan)), On: new SessionOnDay(s.Id, s.Plan.Title, false)))
            .Concat(
                drafts
                    .Select(d => (d.Plan, d.Id))
                    .Select(d => (Day: DayOf(d.Plan.LocalStart), On: new SessionOnDay(d.Id, d.Plan.Title, true)))
            )
            .Where(one => one.Day is not null)
            .DistinctBy(one => (one.Day, one.On.SessionId))
            .ToLookup(one => one.Day!.Value, one => one.On);
    }

    // A draft may have a day and no time yet.
    private static DateOnly? DayOf(string? localStart) =>
        DateOnly.TryParseExact(
            localStart?.Trim().Split('T')[0],
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;
}
