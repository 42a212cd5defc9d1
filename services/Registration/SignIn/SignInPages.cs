using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Registration.SignIn;

/// <summary>
/// The pages under <c>/anmelden</c>. They appear at the portal's address in its layout and styles, but belong to
/// Registration, which alone may know who signs in. No cache keeps them.
/// </summary>
internal static class SignInPages
{
    public const string Root = "/anmelden";

    public static void AddSignInPages(this WebApplicationBuilder builder)
    {
        builder.AddSitePages("/SignIn/Pages", antiforgery: "anmeldeformular");
        builder.Services.AddAntiforgery(options => options.Cookie.Path = Root);
        // Asked before the API's own, which answers ProblemDetails.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IExceptionHandler, SignInFaults>());
    }

    /// <summary>
    /// Before the routes: what fails on a page is explained by a page, and what fails on the API as there.
    /// </summary>
    public static void UseSignInPages(this WebApplication app)
    {
        var policy = PolicyFor(app.Services.GetRequiredService<IOptions<SignInSettings>>().Value);
        app.UseStatusCodePagesWithReExecute($"{Root}/hinweis/{{0}}");
        app.Use(
            async (http, next) =>
            {
                if (!http.Request.Path.StartsWithSegments(Root))
                {
                    http.Features.Get<IStatusCodePagesFeature>()!.Enabled = false;
                    await next(http);
                    return;
                }

                http.Response.OnStarting(() =>
                {
                    if (http.Response.ContentType?.StartsWith("text/javascript", StringComparison.Ordinal) != true)
                    {
                        http.Response.Headers.CacheControl = "no-store";
                    }

                    http.Response.Headers.ContentSecurityPolicy = policy;
                    return Task.CompletedTask;
                });
                try
                {
                    await next(http);
                }
                catch (Exception fault)
                    when (!http.Response.HasStarted
                        && fault is not (OperationCanceledException or BadHttpRequestException)
                    )
                {
                    var status = PageFaults.StatusOf(fault) ?? StatusCodes.Status500InternalServerError;
                    PageFaults.Log(app.Logger, fault, status);
                    http.Response.Clear();
                    http.Response.StatusCode = status;
                }
            }
        );
        app.UseStaticFiles(new StaticFileOptions { FileProvider = SiteFiles.Scripts, RequestPath = Root });
    }

    // The gateway's policy for these pages, but with the frontends: a form leads on to one of them, and browsers check
    // that against the page's policy.
    private static string PolicyFor(SignInSettings settings)
    {
        var frontends = settings
            .Clients.Values.SelectMany(client => client.RedirectUris)
            .Select(uri => new Uri(uri))
            .Select(uri => uri.Scheme is "http" or "https" ? uri.GetLeftPart(UriPartial.Authority) : $"{uri.Scheme}:")
            .Distinct();
        return ContentSecurityPolicy.With(["'self'", .. frontends]);
    }
}
