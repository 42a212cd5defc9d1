using Stadtgespraeche.Registration.SignIn;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>
/// A person came from a city's login that no member has connected yet. The identity waits in this browser, sealed, for
/// half an hour until a member of that very partner claims it; a mail may have to arrive meanwhile. Nothing is stored.
/// </summary>
internal sealed record PendingIdentityCookie(string Partner, string Issuer, string Subject, DateTimeOffset At)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private static readonly SealedCookie<PendingIdentityCookie> Cookie = new(
        "stadtlogin",
        "city-identity-waits",
        "stadt",
        Life
    );

    public void Keep(HttpContext http) => Cookie.Keep(http, this);

    public static PendingIdentityCookie? Read(HttpContext http, TimeProvider time) =>
        Cookie.Read(http) is { } waiting && time.GetUtcNow() < waiting.At + Life ? waiting : null;

    public static void Forget(HttpContext http) => Cookie.Forget(http);
}
