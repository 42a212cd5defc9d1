using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.WebEncoders;

namespace Stadtgespraeche.Portal.Web;

/// <summary>Razor Pages with small, careful cookies, keys on disk, and nothing personal in any cache.</summary>
internal static class PagesRegistration
{
    private static readonly string[] PersonalPaths = ["/platz", "/beitrag", "/organisation"];

    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorPages(options => options.Conventions.ConfigureFilter(new AutoValidateAntiforgeryTokenAttribute()));
        builder.Services.Configure<MvcOptions>(options => options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true);
        builder.Services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie = Careful("formular");
            options.FormFieldName = "formular";
        });
        builder.Services.AddResponseCompression(options => options.MimeTypes = ["text/css", "image/svg+xml"]);
        builder.Services.AddSingleton(TimeProvider.System);
        // Umlauts stand in the page as themselves.
        builder.Services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));

        var keys = builder.Services.AddDataProtection().SetApplicationName("stadtgespraeche-portal");
        if (builder.Configuration["DataProtection:Directory"] is { Length: > 0 } directory)
        {
            keys.PersistKeysToFileSystem(Directory.CreateDirectory(Path.GetFullPath(directory, builder.Environment.ContentRootPath)));
        }

        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.ForwardLimit = 1;
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
            foreach (var address in builder.Configuration.GetSection("Gateway:Addresses").Get<string[]>() ?? ["127.0.0.1", "::1"])
            {
                options.KnownProxies.Add(IPAddress.Parse(address));
            }
        });
    }

    public static void UsePageHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        if (PersonalPaths.Any(path => context.Request.Path.StartsWithSegments(path)))
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.CacheControl = "no-store";
                return Task.CompletedTask;
            });
        }

        return next(context);
    });

    /// <summary>Styles, fonts and icon; an address with a version (<c>?v=</c>) may be kept for a year.</summary>
    public static void UseAssets(this WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
            file.Context.Request.Query.ContainsKey("v") || file.File.Name.EndsWith(".woff2", StringComparison.Ordinal)
                ? "public, max-age=31536000, immutable" : "public, max-age=3600",
    });

    private static CookieBuilder Careful(string name) => new()
    {
        Name = name,
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        SecurePolicy = CookieSecurePolicy.SameAsRequest,
        IsEssential = true,
    };
}
