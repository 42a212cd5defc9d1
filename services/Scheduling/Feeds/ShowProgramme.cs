using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Scheduling.Calendar;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Feeds;

/// <summary>
/// The programme for other websites: the next 50 sessions that are not over, called-off ones included, each with what a
/// small box on a page shows. Pages of every origin may read it. With <c>If-None-Match</c> 304 as long as nothing has
/// changed.
/// </summary>
public static class ShowProgramme
{
    private const int Most = 50;

    /// <summary>
    /// <paramref name="Start"/> and <paramref name="End"/> have the offset of <paramref name="TimeZone"/>.
    /// <paramref name="Place"/> is null for sessions that are online only.
    /// </summary>
    public sealed record ProgrammeSession(
        Guid Id,
        SessionStatus Status,
        string Title,
        IReadOnlyList<TopicName> Topics,
        DateTimeOffset Start,
        DateTimeOffset End,
        string TimeZone,
        SessionForm Form,
        string? Place,
        string? Url,
        IReadOnlyList<ProgrammeItem> Programme
    );

    public sealed record Response(IReadOnlyList<ProgrammeSession> Sessions);

    public static async Task<FileContentHttpResult> Handle(
        HttpContext http,
        SchedulingDbContext db,
        IOptions<CalendarOptions> options,
        IOptions<JsonOptions> json,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var sessions = await db
            .Sessions.AsNoTracking()
            .Where(s => s.End > now)
            .OrderBy(s => s.Plan.Start)
            .ThenBy(s => s.Id)
            .Take(Most)
            .ToListAsync(cancellationToken);
        var topics = await TopicList.LoadAsync(db, cancellationToken);
        var programme = new Response([.. sessions.Select(session => Of(session, topics, options.Value.PortalUrl))]);
        return TaggedFile.Of(
            http,
            JsonSerializer.Serialize(programme, json.Value.SerializerOptions),
            "application/json; charset=utf-8",
            TaggedFile.ForAll
        );
    }

    private static ProgrammeSession Of(Session session, TopicList topics, string? portal)
    {
        var (plan, zone) = (session.Plan, TimeZoneInfo.FindSystemTimeZoneById(session.Plan.TimeZone));
        return new(
            session.Id,
            session.Status,
            plan.Title,
            [.. topics.Of(plan.Topics).Select(TopicName.Of)],
            TimeZoneInfo.ConvertTime(plan.Start, zone),
            TimeZoneInfo.ConvertTime(session.End, zone),
            plan.TimeZone,
            plan.Form,
            plan.Venue is { } venue ? $"{venue.Name}, {venue.City}" : null,
            portal is { Length: > 0 } ? $"{portal.TrimEnd('/')}/sitzungen/{session.Id}" : null,
            plan.Programme.Items
        );
    }
}
