using Stadtgespraeche.Kern;

namespace Stadtgespraeche.Registration.SignIn;

/// <summary>
/// The pages under <c>/anmelden</c>. They stand at the portal's address and take its layout and styles, but belong to Registration, which
/// alone may know who signs in. Nothing of them is kept in any cache.
/// </summary>
internal static class SignInPages
{
    public const string Root = "/anmelden";

    public static void AddSignInPages(this WebApplicationBuilder builder)
    {
        builder.AddSitePages("/SignIn/Pages", antiforgery: "anmeldeformular");
        builder.Services.AddAntiforgery(options => options.Cookie.Path = Root);
    }

    /// <summary>Before the routes: a page that fails is explained by a page.</summary>
    public static void UseSignInPages(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments(Root),
        pages =>
        {
            pages.Use((context, next) =>
            {
                context.Response.Headers.CacheControl = "no-store";
                return next(context);
            });
            pages.UseExceptionHandler($"{Root}/hinweis/500");
            pages.UseStatusCodePagesWithReExecute($"{Root}/hinweis/{{0}}");
        });

    public static void MapSignInPages(this WebApplication app) => app.MapRazorPages();
}
