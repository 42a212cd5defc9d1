using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn;

/// <summary>
/// The cookie of a sign-in at Registration. It counts while its device session exists and the account's security stamp
/// is the same. Both are read from the database each time, so that a sign-in ends at once on every replica.
/// </summary>
internal static class SignInCookie
{
    public const string StampClaim = "stamp";

    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);
    private static readonly TimeSpan Exactness = TimeSpan.FromMinutes(5);

    public static Guid? DeviceSession(this ClaimsPrincipal user) => user.IdOf("sid");

    public static Guid? AccountId(this ClaimsPrincipal user) => user.IdOf("sub");

    public static void Configure(CookieAuthenticationOptions cookie, bool https)
    {
        CarefulCookie.OfSignIn(cookie, "anmeldung", https, Lifetime, CountsAsync);
        cookie.SlidingExpiration = true;
        cookie.LoginPath = SignInPages.Root;
        cookie.ReturnUrlParameter = ReturnPath.Parameter;
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    /// <summary>Remembers, to within five minutes, when the session was last used; false: it has ended.</summary>
    public static async Task<bool> TouchAsync(
        RegistrationDbContext db,
        Guid session,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var used = await db
            .DeviceSessions.Where(row => row.Id == session)
            .Select(row => (DateTimeOffset?)row.LastUsedAt)
            .SingleOrDefaultAsync(cancellationToken);
        if (used < now - Exactness)
        {
            await db
                .DeviceSessions.Where(row => row.Id == session)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), cancellationToken);
        }

        return used is not null;
    }

    private static async Task<bool> CountsAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var (db, cancellationToken) = (
            services.GetRequiredService<RegistrationDbContext>(),
            context.HttpContext.RequestAborted
        );
        var (sid, sub, stamp) = (
            context.Principal!.DeviceSession(),
            context.Principal!.AccountId(),
            context.Principal!.FindFirst(StampClaim)?.Value
        );
        var counts = await (
            from session in db.DeviceSessions
            join account in db.Accounts on session.AccountId equals account.Id
            where session.Id == sid && account.Id == sub && account.SecurityStamp == stamp
            select session.Id
        ).AnyAsync(cancellationToken);
        return counts
            && await TouchAsync(db, sid!.Value, services.GetRequiredService<TimeProvider>(), cancellationToken);
    }
}
