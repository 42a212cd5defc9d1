using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Registration.Sessions;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>How many seats a session has, and how many are free, for everyone; nothing about a person.</summary>
public static class ShowPlaces
{
    public sealed record Places(int Capacity, int Free, int Waiting)
    {
        internal static Places? Of(SeatCounts seats) =>
            seats.Capacity is { } capacity ? new Places(capacity, seats.Free, seats.Waiting) : null;
    }

    public sealed record SessionPlaces(Guid SessionId, Places? OnSite, Places? Online, bool Open)
    {
        internal static SessionPlaces Of(Session session, DateTimeOffset now) =>
            new(session.Id, Places.Of(session.OnSite), Places.Of(session.Online), session.IsOpen(now));
    }

    internal static async Task<Results<Ok<SessionPlaces>, ProblemHttpResult>> Handle(
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
            : TypedResults.Ok(SessionPlaces.Of(session, time.GetUtcNow()));
    }
}
