using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Scheduling.Privacy;

/// <summary>
/// Everything that Scheduling stores about the signed-in member, by table, with why and how long (GDPR Art. 15 and 20).
/// </summary>
public static class ExportMyData
{
    public sealed record Response(
        string Service,
        Guid MemberId,
        DateTimeOffset ExportedAt,
        IReadOnlyList<ExportedTable> Tables
    );

    public static async Task<Ok<Response>> Handle(
        ClaimsPrincipal user,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var id = user.Member().MemberId;
        return TypedResults.Ok(
            new Response(
                "scheduling",
                id,
                time.GetUtcNow(),
                await PersonalDataExport.ExportAsync(db, id, cancellationToken)
            )
        );
    }
}
