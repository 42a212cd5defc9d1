using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Registration.Privacy;

/// <summary>
/// Everything that Registration stores about the signed-in member, by table, with why and how long (GDPR Art. 15 and
/// 20).
/// </summary>
internal static class ExportMyData
{
    public sealed record MyRegistrationData(
        string Service,
        Guid MemberId,
        DateTimeOffset ExportedAt,
        IReadOnlyList<ExportedTable> Tables
    );

    public static async Task<Ok<MyRegistrationData>> Handle(
        ClaimsPrincipal user,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var id = user.Member().MemberId;
        return TypedResults.Ok(
            new MyRegistrationData(
                "registration",
                id,
                time.GetUtcNow(),
                await PersonalDataExport.ExportAsync(db, id, cancellationToken)
            )
        );
    }
}
