using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Notification.Administration;

/// <summary>
/// The sign-in of an administrator: a sealed cookie and a row in the database, of which it is asked each time, so that
/// signing out and being removed end it at once. It lasts a working day.
/// </summary>
internal static class AdministratorCookie
{
    public static Guid? Administrator(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirst("sub")?.Value, out var id) ? id : null;

    public static Guid? Session(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirst("sid")?.Value, out var id) ? id : null;

    public static void Configure(CookieAuthenticationOptions cookie, bool https)
    {
        // The prefix makes the browser refuse a cookie that another host or an unencrypted page has planted.
        cookie.Cookie.Name = https ? "__Host-verwaltung" : "verwaltung";
        cookie.Cookie.Path = "/";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.IsEssential = true;
        cookie.ExpireTimeSpan = AdministratorSession.Life;
        cookie.SlidingExpiration = false;
        cookie.LoginPath = "/anmelden";
        cookie.Events.OnValidatePrincipal = ValidateAsync;
    }

    /// <summary>The person in whose name the request goes on.</summary>
    public static ClaimsPrincipal Principal(Administrator administrator, string partner, Guid session) =>
        new(
            new ClaimsIdentity(
                [
                    new("sub", $"{administrator.Id}"),
                    new("sid", $"{session}"),
                    new("name", administrator.Name),
                    new("partner", partner),
                    new("role", AuditEntry.Administrator),
                ],
                IdentityConstants.ApplicationScheme,
                "name",
                "role"
            )
        );

    /// <summary>Adds the session's row to what the caller saves, and the cookie to the answer.</summary>
    public static async Task SignInAsync(
        HttpContext http,
        NotificationDbContext db,
        Administrator administrator,
        DateTimeOffset now
    )
    {
        var session = new AdministratorSession
        {
            Id = Guid.CreateVersion7(now),
            AdministratorId = administrator.Id,
            StartedAt = now,
        };
        db.Add(session);
        await db.SaveChangesAsync(http.RequestAborted);
        await db
            .AdministratorSessions.Where(row => row.StartedAt < now - AdministratorSession.Life)
            .ExecuteDeleteAsync(http.RequestAborted);
        var partner = http.RequestServices.GetRequiredService<IOptions<Partner>>().Value.Key;
        await http.SignInAsync(IdentityConstants.ApplicationScheme, Principal(administrator, partner, session.Id));
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var db = services.GetRequiredService<NotificationDbContext>();
        var (sid, sub) = (context.Principal!.Session(), context.Principal!.Administrator());
        var since = services.GetRequiredService<TimeProvider>().GetUtcNow() - AdministratorSession.Life;
        if (
            await db.AdministratorSessions.AnyAsync(
                row => row.Id == sid && row.AdministratorId == sub && row.StartedAt > since,
                context.HttpContext.RequestAborted
            )
        )
        {
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }
}
