using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Database;
using Stadtgespraeche.Notification.Members.Uploads;
using Stadtgespraeche.Site;
using Stadtgespraeche.Site.Passkeys;

namespace Stadtgespraeche.Notification.Administration;

/// <summary>
/// The city's own pages: who may open them, what they are made of, and what keeps foreign content and foreign hosts
/// out.
/// </summary>
internal static class AdministrationRegistration
{
    /// <summary>
    /// Verbs that only look or migrate do without keys (<paramref name="seals"/>), for they may not have the right to
    /// them.
    /// </summary>
    public static void AddAdministration(this WebApplicationBuilder builder, bool seals)
    {
        builder.Services.AddOptions<AdministrationSettings>().BindConfiguration(AdministrationSettings.Section);
        builder.AddKeyRing<NotificationDbContext>(
            "stadtgespraeche-notification",
            seals && builder.Configuration["Keys:Directory"] is { Length: > 0 } keys
                ? KeyRingCertificate.OpenOrCreate(keys)
                : null
        );
        builder.AddAudit();
        builder.AddPasskeys<Administrator, AdministratorStore>(
            new PasskeyForm(
                "/passkey.js",
                "Passkeys brauchen JavaScript. Bitte schalten Sie es für diese Seite ein; alle anderen Seiten gehen ohne."
            )
        );
        builder
            .Services.AddOptions<IdentityPasskeyOptions>()
            .Configure<IOptions<AdministrationSettings>>(
                (passkey, settings) =>
                    passkey.BelongTo(settings.Value.Host, http => $"{http.Request.Scheme}://{http.Request.Host}")
            );
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder
            .Services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IOptions<AdministrationSettings>>(
                (cookie, settings) => AdministratorCookie.Configure(cookie, settings.Value.Https)
            );
        builder.AddSitePages();
        builder.Services.AddHostedService<RunUploads>();
        builder.Environment.WebRootFileProvider = new CompositeFileProvider(SiteFiles.Styles, SiteFiles.Scripts);
    }

    public static void UseAdministration(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.Use(SetHeaders);
        app.Use(RefuseForeignHosts);
        app.UseLastWords();
        app.UseExceptionHandler("/hinweis/500");
        app.UseStatusCodePagesWithReExecute("/hinweis/{0}");
        app.UsePageFaults();
        app.UseStaticFiles(
            new StaticFileOptions
            {
                OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=3600",
            }
        );
        app.UseRouting();
        app.UseAuthentication();
        app.UseAudit<NotificationDbContext>();
    }

    private static Task SetHeaders(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy.With("'self'");
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            if (http.Request.IsHttps)
            {
                headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            }

            if (headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(http);
    }

    /// <summary>
    /// A page of another site that lets its own name point to this machine gets nothing. Whoever typed the number of
    /// this machine goes on to its name, to which passkeys belong.
    /// </summary>
    private static Task RefuseForeignHosts(HttpContext http, RequestDelegate next)
    {
        var (request, wanted) = (
            http.Request,
            http.RequestServices.GetRequiredService<IOptions<AdministrationSettings>>().Value
        );
        if (
            request.Path.StartsWithSegments("/health")
            || string.Equals(request.Host.Host, wanted.Host, StringComparison.OrdinalIgnoreCase)
        )
        {
            return next(http);
        }

        if (
            !wanted.Https
            && HttpMethods.IsGet(request.Method)
            && IPAddress.TryParse(request.Host.Host, out var ip)
            && IPAddress.IsLoopback(ip)
        )
        {
            var address = $"{request.Scheme}://{wanted.Host}:{request.Host.Port ?? 80}";
            http.Response.Redirect($"{address}{request.PathBase}{request.Path}{request.QueryString}");
            return Task.CompletedTask;
        }

        http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(
            $"Diese Seiten gibt es nur unter dem Namen „{wanted.Host}“ (Einstellung Administration:Host)."
        );
    }
}
