using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Scheduling;

namespace Stadtgespraeche.Scheduling.Sessions;

/// <summary>
/// What everybody may know about a session: never the online link. <c>start</c> is UTC, to be shown in <c>timeZone</c>
/// (IANA).
/// </summary>
public sealed record PublicSession(
    Guid Id,
    long Version,
    SessionStatus Status,
    string? CancellationReason,
    string Title,
    string Description,
    string Topic,
    DateTimeOffset Start,
    string TimeZone,
    int LengthMinutes,
    SessionForm Form,
    Venue? Venue,
    int CapacityOnSite,
    int CapacityOnline,
    IReadOnlyList<ProgrammeItem> Programme
)
{
    public static PublicSession Of(Session s) =>
        new(
            s.Id,
            s.Version,
            s.Status,
            s.CancellationReason,
            s.Title,
            s.Description,
            s.Topic,
            s.Start,
            s.TimeZone,
            s.LengthMinutes,
            s.Form,
            s.Venue,
            s.CapacityOnSite,
            s.CapacityOnline,
            s.Programme
        );
}

/// <summary>The public session and what only organisers see: the online link.</summary>
public sealed record SessionForOrganisers(
    Guid Id,
    long Version,
    SessionStatus Status,
    string? CancellationReason,
    string Title,
    string Description,
    string Topic,
    DateTimeOffset Start,
    string TimeZone,
    int LengthMinutes,
    SessionForm Form,
    Venue? Venue,
    int CapacityOnSite,
    int CapacityOnline,
    string? OnlineLink,
    IReadOnlyList<ProgrammeItem> Programme
)
{
    public static SessionForOrganisers Of(Session s) =>
        new(
            s.Id,
            s.Version,
            s.Status,
            s.CancellationReason,
            s.Title,
            s.Description,
            s.Topic,
            s.Start,
            s.TimeZone,
            s.LengthMinutes,
            s.Form,
            s.Venue,
            s.CapacityOnSite,
            s.CapacityOnline,
            s.OnlineLink,
            s.Programme
        );
}

/// <summary>Shows one session to everybody.</summary>
public static class ShowSession
{
    public static async Task<Results<Ok<PublicSession>, ProblemHttpResult>> Handle(
        Guid id,
        SchedulingDbContext db,
        CancellationToken cancellationToken
    ) =>
        await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is { } session
            ? TypedResults.Ok(PublicSession.Of(session))
            : SessionUnknown.Problem;
}

/// <summary>Shows one session to an organiser, who is about to change it.</summary>
public static class EditSession
{
    public static async Task<Results<Ok<SessionForOrganisers>, ProblemHttpResult>> Handle(
        Guid id,
        SchedulingDbContext db,
        CancellationToken cancellationToken
    ) =>
        await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is { } session
            ? TypedResults.Ok(SessionForOrganisers.Of(session))
            : SessionUnknown.Problem;
}
