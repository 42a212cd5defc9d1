using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.SignIn;

/// <summary>
/// Where signing in and out begin and end at the portal: <c>/anmeldung?weiter=…</c> and the form that posts to
/// <c>/abmeldung</c>.
/// </summary>
internal static class SignInFlow
{
    public const string Home = "/mein-bereich";
    private const string OrganisersHome = "/organisation";

    /// <summary>Marks a sign-in that nobody asked to lead anywhere.</summary>
    private const string Anywhere = "anywhere";
    private const string Again = "again";
    private static readonly ReturnRule Back = new(Home, 500, _ => true);

    public static void MapSignIn(this WebApplication app)
    {
        app.MapGet("/anmeldung", (string? weiter, bool? neu) => Results.Challenge(Properties(weiter, neu == true)));
        app.MapPost("/abmeldung", SignOutAsync);
    }

    /// <summary>While the issuer cannot be reached, nobody can sign in: 503 instead of 500.</summary>
    public static void UseSignInUnavailable(this WebApplication app) =>
        app.Use(
            async (http, next) =>
            {
                try
                {
                    await next(http);
                }
                catch (InvalidOperationException fault)
                    when (fault.Message.Contains("IDX20803", StringComparison.Ordinal) && !http.Response.HasStarted)
                {
                    app.Logger.LogWarning("Nobody can sign in: the issuer is not to be reached");
                    http.Response.Clear();
                    http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                }
            }
        );

    /// <summary>Address that signs in and comes back to <paramref name="path"/>.</summary>
    public static string To(string path, bool anew = false) =>
        $"/anmeldung{QueryString.Create("weiter", path)}{(anew ? "&neu=true" : "")}";

    /// <summary>
    /// A sign-in that comes back to a local address. <paramref name="anew"/> also asks people who are signed in.
    /// </summary>
    public static AuthenticationProperties Properties(string? path, bool anew = false)
    {
        var properties = new OpenIdConnectChallengeProperties { RedirectUri = Back.Of(path) };
        if (path is null)
        {
            properties.Items[Anywhere] = "";
        }

        if (anew)
        {
            properties.Prompt = "login";
        }

        return properties;
    }

    /// <summary>
    /// The issuer's answer does not belong to this browser, because the mail's link was opened in another one, or it
    /// came too late. Whoever is signed in at the issuer by now gets through at the second attempt without a question.
    /// There is no third attempt.
    /// </summary>
    public static async Task StartAgain(RemoteFailureContext context)
    {
        context.HandleResponse();
        var (http, before) = (context.HttpContext, context.Properties);
        if (http.Request.Cookies.ContainsKey(Again))
        {
            http.Response.Cookies.Delete(Again);
            http.Items[PortalPage.ProblemKey] = new Explanation(
                "Die Anmeldung hat nicht geklappt",
                "Ihr Browser hat die Anmeldung nicht behalten, oder sie hat zu lange gedauert.",
                ["Melden Sie sich noch einmal an.", "Erlauben Sie dieser Seite Cookies, falls Ihr Browser sie ablehnt."]
            );
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        http.Response.Cookies.Append(Again, "1", CarefulCookie.For(http, "/", TimeSpan.FromMinutes(1)));
        await http.ChallengeAsync(OpenIdConnectDefaults.AuthenticationScheme, Properties(before?.RedirectUri));
    }

    /// <summary>
    /// It worked; the next failure may try again. Organisers who did not come for anything else begin at their desk.
    /// </summary>
    public static void Through(TicketReceivedContext context)
    {
        if (context.Request.Cookies.ContainsKey(Again))
        {
            context.Response.Cookies.Delete(Again);
        }

        if (context.Properties!.Items.Remove(Anywhere) && context.Principal!.IsInRole("organiser"))
        {
            context.ReturnUri = OrganisersHome;
        }
    }

    /// <summary>
    /// Ends the sign-in here and, over the API, the device's sign-in at the issuer. Its cookie then no longer counts, and
    /// no address has to carry a token. When the API cannot do it, the issuer's own page asks.
    /// </summary>
    private static async Task<IResult> SignOutAsync(
        HttpContext http,
        IAntiforgery antiforgery,
        RenewedTokens tokens,
        HubApi api
    )
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (http.User.Identity?.IsAuthenticated != true)
        {
            return new SeeOther.Result("/");
        }

        var token = await tokens.OfAsync(http);
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return new SeeOther.Result(
            token is null || await EndHereAsync(api, token, http.RequestAborted) ? "/" : "/anmelden/abmelden"
        );
    }

    private static async Task<bool> EndHereAsync(HubApi api, string token, CancellationToken cancellationToken)
    {
        if (!(await api.DevicesAsync(token, cancellationToken)).Is(out var devices, out var problem))
        {
            return problem.AsksForToken;
        }

        return devices.All.FirstOrDefault(device => device.Current) is not { } here
            || await api.EndDeviceAsync(here.Id, token, cancellationToken) is null;
    }
}
