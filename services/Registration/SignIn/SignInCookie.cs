using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

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

    public static Guid? DeviceSession(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirst("sid")?.Value, out var id) ? id : null;

    public static Guid? AccountId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirst("sub")?.Value, out var id) ? id : null;

    public static void Configure(CookieAuthenticationOptions cookie, bool https)
    {
        // The prefix makes the browser refuse a cookie that another host or an unencrypted page has planted.
        cookie.Cookie.Name = https ? "__Host-anmeldung" : "anmeldung";
        cookie.Cookie.Path = "/";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.IsEssential = true;
        cookie.ExpireTimeSpan = Lifetime;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = SignInPages.Root;
        cookie.ReturnUrlParameter = ReturnPath.Parameter;
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
        cookie.Events.OnValidatePrincipal = ValidateAsync;
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

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
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
        if (counts && await TouchAsync(db, sid!.Value, services.GetRequiredService<TimeProvider>(), cancellationToken))
        {
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }
}
