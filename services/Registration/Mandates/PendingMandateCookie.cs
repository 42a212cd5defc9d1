using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Registration.SignIn;

namespace Stadtgespraeche.Registration.Mandates;

/// <summary>
/// A person who was signed in with one mandate is about to sign in with another, to link the two. This waits in the
/// browser, sealed, for half an hour, and counts only while nothing that opens the first account has changed. Nothing
/// is stored.
/// </summary>
internal sealed record PendingMandateCookie(Guid MemberId, string Stamp, DateTimeOffset At)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private static readonly SealedCookie<PendingMandateCookie> Cookie = new("mandat", "mandate-waits", "mandat", Life);

    public void Keep(HttpContext http) => Cookie.Keep(http, this);

    public static async Task<PendingMandateCookie?> ReadAsync(
        HttpContext http,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        Cookie.Read(http) is { } waiting
        && time.GetUtcNow() < waiting.At + Life
        && await db.Accounts.AnyAsync(
            account => account.Id == waiting.MemberId && account.SecurityStamp == waiting.Stamp,
            cancellationToken
        )
            ? waiting
            : null;

    public static void Forget(HttpContext http) => Cookie.Forget(http);
}
