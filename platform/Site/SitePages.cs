using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.WebEncoders;

namespace Stadtgespraeche.Site;

/// <summary>Razor Pages as the site has them, in the portal and in every service with pages of its own.</summary>
public static class SitePages
{
    /// <summary>
    /// Pages in <paramref name="root"/> with an antiforgery token on every form, its cookie named <paramref
    /// name="antiforgery"/>. The person's address and protocol are taken from the gateway (<c>Gateway:Addresses</c>,
    /// else this machine) and from nobody else.
    /// </summary>
    public static IMvcBuilder AddSitePages(
        this IHostApplicationBuilder builder,
        string root = "/Pages",
        string antiforgery = "formular"
    )
    {
        builder.Services.Configure<MvcOptions>(options =>
        {
            options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            options.ModelBinderProviders.Insert(0, new CleanTextBinder());
            // What no browser sends by itself: a number or an id that is none.
            const string Unreadable = "Diese Angabe ist nicht lesbar.";
            options.ModelBindingMessageProvider.SetAttemptedValueIsInvalidAccessor((_, _) => Unreadable);
            options.ModelBindingMessageProvider.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Unreadable);
            options.ModelBindingMessageProvider.SetUnknownValueIsInvalidAccessor(_ => Unreadable);
            options.ModelBindingMessageProvider.SetNonPropertyUnknownValueIsInvalidAccessor(() => Unreadable);
            options.ModelBindingMessageProvider.SetValueIsInvalidAccessor(_ => Unreadable);
            options.ModelBindingMessageProvider.SetValueMustNotBeNullAccessor(_ => Unreadable);
            options.ModelBindingMessageProvider.SetValueMustBeANumberAccessor(_ => Unreadable);
            options.ModelBindingMessageProvider.SetNonPropertyValueMustBeANumberAccessor(() => Unreadable);
        });
        builder.Services.Configure<RouteOptions>(options =>
        {
            options.LowercaseUrls = true;
            options.ConstraintMap["partner"] = typeof(PartnerKeyConstraint);
        });
        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie = CarefulCookie.Builder(antiforgery);
            options.FormFieldName = "formular";
        });
        // Umlauts stand in the page as themselves.
        builder.Services.Configure<WebEncoderOptions>(options =>
            options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All)
        );
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.ForwardLimit = 1;
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
            foreach (
                var address in builder.Configuration.GetSection("Gateway:Addresses").Get<string[]>()
                    ?? ["127.0.0.1", "::1"]
            )
            {
                options.KnownProxies.Add(IPAddress.Parse(address));
            }
        });
        return builder.Services.AddRazorPages(options =>
        {
            options.RootDirectory = root;
            options.Conventions.ConfigureFilter(new AutoValidateAntiforgeryTokenAttribute());
        });
    }
}
