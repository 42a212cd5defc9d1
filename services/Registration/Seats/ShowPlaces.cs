using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>How many seats a session has, and how many are free, for everyone; nothing about a person.</summary>
internal static class ShowPlaces
{
    public sealed record Places(int Capacity, int Free, int Waiting);

    public sealed record SessionPlaces(Guid SessionId, Places? OnSite, Places? Online, bool Open);

    public static async Task<Results<Ok<SessionPlaces>, ProblemHttpResult>> Handle(
        Guid sessionId,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var session = await db
            .Sessions.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == sessionId && row.Start != null, cancellationToken);
        return session is null
            ? SeatsEndpoints.SessionUnknown()
            : TypedResults.Ok(
                new SessionPlaces(session.Id, Of(session.OnSite), Of(session.Online), session.IsOpen(time.GetUtcNow()))
            );
    }

    private static Places? Of(SeatCapacity seats) =>
        seats.Capacity is { } capacity ? new Places(capacity, seats.Free, seats.Waiting) : null;
}
