using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Registration.Applications;

/// <summary>
/// All confirmed applications for the organisers: what waits for them first, oldest first, then what waits for an
/// answer, then the decided, latest first.
/// </summary>
internal static class ListApplications
{
    public sealed record ApplicationLine(
        Guid Id,
        string Name,
        string? Ags,
        ApplicationState State,
        DateTimeOffset? ConfirmedAt,
        DateTimeOffset? EndedAt,
        string? Partner
    );

    public static async Task<Ok<List<ApplicationLine>>> Handle(
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        var lines = await db
            .Applications.AsNoTracking()
            .Where(row => row.State != ApplicationState.Unconfirmed && row.ConfirmedAt != null)
            .Select(row => new ApplicationLine(
                row.Id,
                row.Name,
                row.Ags,
                row.State,
                row.ConfirmedAt,
                row.EndedAt,
                row.Partner
            ))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            lines
                .OrderBy(line =>
                    line.State switch
                    {
                        ApplicationState.Open => 0,
                        ApplicationState.Asked => 1,
                        _ => 2,
                    }
                )
                .ThenByDescending(line => line.EndedAt)
                .ThenBy(line => line.ConfirmedAt)
                .ThenBy(line => line.Id)
                .ToList()
        );
    }
}
