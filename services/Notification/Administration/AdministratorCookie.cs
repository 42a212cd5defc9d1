using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Administration;

/// <summary>
/// The sign-in of an administrator: a sealed cookie and a row in the database, which every request looks up, so that
/// signing out and being removed end it at once. It lasts a working day.
/// </summary>
internal static class AdministratorCookie
{
    public static Guid? Administrator(this ClaimsPrincipal user) => user.IdOf("sub");

    public static Guid? Session(this ClaimsPrincipal user) => user.IdOf("sid");

    public static void Configure(CookieAuthenticationOptions cookie, bool https)
    {
        CarefulCookie.OfSignIn(cookie, "verwaltung", https, AdministratorSession.Life, CountsAsync);
        cookie.SlidingExpiration = false;
        cookie.LoginPath = "/anmelden";
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

    private static Task<bool> CountsAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var db = services.GetRequiredService<NotificationDbContext>();
        var (sid, sub) = (context.Principal!.Session(), context.Principal!.Administrator());
        var since = services.GetRequiredService<TimeProvider>().GetUtcNow() - AdministratorSession.Life;
        return db.AdministratorSessions.AnyAsync(
            row => row.Id == sid && row.AdministratorId == sub && row.StartedAt > since,
            context.HttpContext.RequestAborted
        );
    }
}
