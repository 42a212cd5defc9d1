using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Scheduling;

namespace Stadtgespraeche.Scheduling.Venues;

/// <summary>
/// Where sessions took place or will, the latest first, each house once with what was written last about getting in.
/// At most 50. So that organisers write an address once.
/// </summary>
public static class ListVenues
{
    private const int Most = 50;
    private const int Sessions = 500;

    public sealed record Response(IReadOnlyList<Venue> Venues);

    public static async Task<Ok<Response>> Handle(SchedulingDbContext db, CancellationToken cancellationToken)
    {
        var venues = await db
            .Sessions.AsNoTracking()
            .OrderByDescending(s => s.ChangedAt)
            .ThenBy(s => s.Id)
            .Take(Sessions)
            .Select(s => s.Plan.Venue)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response([.. venues.OfType<Venue>().DistinctBy(Key).Take(Most)]));
    }

    private static string Key(Venue venue) =>
        string.Join('\n', venue.Name, venue.Street, venue.PostalCode, venue.City).ToUpperInvariant();
}
