namespace Stadtgespraeche.Registration.SignIn;

/// <summary>The city that was chosen last on this device, so that nobody has to choose twice.</summary>
internal static class RememberedCity
{
    private const string Name = "kommune";

    public static string? Of(HttpContext http) => http.Request.Cookies[Name];

    public static void Keep(HttpContext http, string partner) =>
        http.Response.Cookies.Append(
            Name,
            partner,
            new CookieOptions
            {
                Path = SignInPages.Root,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(400),
                IsEssential = true,
            }
        );
}
