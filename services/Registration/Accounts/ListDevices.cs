using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Accounts;

/// <summary>Where the member is signed in, the last used first, and which of them asks.</summary>
internal static class ListDevices
{
    /// <summary>
    /// <paramref name="Method"/>: mail, passkey or city. <paramref name="LastUsedAt"/> is exact to five minutes.
    /// </summary>
    public sealed record Device(
        Guid Id,
        string Name,
        string Method,
        DateTimeOffset SignedInAt,
        DateTimeOffset LastUsedAt,
        bool Current
    );

    public sealed record Response(IReadOnlyList<Device> Devices);

    public static async Task<Ok<Response>> Handle(
        ClaimsPrincipal user,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        var person = user.Member();
        var devices = await db
            .DeviceSessions.AsNoTracking()
            .Where(session => session.AccountId == person.MemberId)
            .OrderByDescending(session => session.LastUsedAt)
            .Select(session => new Device(
                session.Id,
                session.Device,
                session.Method,
                session.CreatedAt,
                session.LastUsedAt,
                session.Id == person.DeviceSession
            ))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(devices));
    }
}
