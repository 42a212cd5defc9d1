using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Applications;

/// <summary>
/// The application that the request's link is for, or that an organiser names. It is locked until the transaction ends
/// when it is to be changed.
/// </summary>
internal static class OwnApplication
{
    public static ProblemHttpResult Unknown =>
        Problems.NotFound(
            "application-unknown",
            "Diese Bewerbung gibt es nicht mehr. Eine Bewerbung, die niemand innerhalb von drei Tagen bestätigt, wird gelöscht."
        );

    /// <summary>Null: deleted, or nobody has confirmed it in time.</summary>
    public static async Task<Application?> LockAsync(
        this RegistrationDbContext db,
        ClaimsPrincipal user,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        await db.LockAsync(user.Application(), cancellationToken) is { } found && !found.IsLateToConfirm(now)
            ? found
            : null;

    public static async Task<Application?> LockAsync(
        this RegistrationDbContext db,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        var found = await db
            .Applications.FromSql($"select * from applications where id = {id} for update")
            .ToListAsync(cancellationToken);
        if (found is not [var application])
        {
            return null;
        }

        await db.Entry(application).Collection(row => row.Questions).LoadAsync(cancellationToken);
        return application;
    }
}
