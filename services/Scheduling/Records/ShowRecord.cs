using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Scheduling.Impulses;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Records;

/// <summary>
/// Shows everybody the links to recording and minutes that are for everybody, whoever asks: the answer is the same for all
/// and may be kept.
/// </summary>
public static class ShowRecord
{
    public static Task<Results<Ok<SessionLinks>, ProblemHttpResult>> Handle(
        Guid id,
        SchedulingDbContext db,
        CancellationToken cancellationToken
    ) => RecordQueries.LinksAsync(id, member: false, db, cancellationToken);
}

/// <summary>Shows a signed-in person the links to recording and minutes that members may see. No cache keeps the answer.</summary>
public static class ShowRecordToMember
{
    public static Task<Results<Ok<SessionLinks>, ProblemHttpResult>> Handle(
        Guid id,
        SchedulingDbContext db,
        CancellationToken cancellationToken
    ) => RecordQueries.LinksAsync(id, member: true, db, cancellationToken);
}

/// <summary>Shows an organiser both links of a session, for whom they are, and which speakers do not want a recording.</summary>
public static class EditRecord
{
    public static async Task<Results<Ok<RecordForOrganisers>, ProblemHttpResult>> Handle(
        Guid id,
        SchedulingDbContext db,
        CancellationToken cancellationToken
    ) =>
        await db.Sessions.AnyAsync(session => session.Id == id, cancellationToken)
            ? TypedResults.Ok(await db.RecordForOrganisersAsync(id, cancellationToken))
            : SessionUnknown.Problem;
}

internal static class RecordQueries
{
    public static async Task<Results<Ok<SessionLinks>, ProblemHttpResult>> LinksAsync(
        Guid id,
        bool member,
        SchedulingDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (!await db.Sessions.AnyAsync(session => session.Id == id, cancellationToken))
        {
            return SessionUnknown.Problem;
        }

        var record = await db
            .SessionRecords.AsNoTracking()
            .SingleOrDefaultAsync(record => record.SessionId == id, cancellationToken);
        return TypedResults.Ok(SessionLinks.For(record, member));
    }

    public static async Task<RecordForOrganisers> RecordForOrganisersAsync(
        this SchedulingDbContext db,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        var record = await db
            .SessionRecords.AsNoTracking()
            .SingleOrDefaultAsync(record => record.SessionId == id, cancellationToken);
        var impulses = await db
            .Impulses.AsNoTracking()
            .Where(impulse => impulse.SessionId == id && impulse.State == ImpulseState.Accepted)
            .OrderBy(impulse => impulse.CreatedAt)
            .ThenBy(impulse => impulse.Id)
            .ToListAsync(cancellationToken);
        return new(
            id,
            record?.Version ?? 0,
            record?.Recording,
            record?.Minutes,
            // The speaker's latest word counts, not what stood there when it was put into the programme.
            [.. impulses.Select(i => i.Content).Where(c => c.MayBeRecorded == false).Select(c => c.Title ?? "")]
        );
    }
}
