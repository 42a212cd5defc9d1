using Stadtgespraeche.Database;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Feedback;
using Stadtgespraeche.Portal.Pages.Sessions;
using Stadtgespraeche.Portal.SignIn;
using Stadtgespraeche.Portal.Texts;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.ServiceDefaults;
using Stadtgespraeche.Site;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddPages();
builder.AddTexts();
builder.AddFeedback();
builder.AddHubApi();
builder.AddSignIn();

var app = builder.Build();
if (await app.MigrateWhenAskedAsync<PortalDbContext>(args))
{
    return;
}

app.UseForwardedHeaders();
app.UsePublicAddress();
app.UsePageHeaders();
app.UseLastWords();
app.UseExceptionHandler("/hinweis/500");
app.UseStatusCodePagesWithReExecute("/hinweis/{0}");
app.UsePageFaults();
app.UseSignInUnavailable();
app.UseResponseCompression();
app.UseAssets();
app.UseRouting();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapServiceDefaults();
app.MapGet("/sitzungen/{id:guid}/kalender.ics", CalendarFile.Handle);
app.MapGet("/robots.txt", Robots.Handle);
app.MapGet("/sitemap.xml", Sitemap.Handle);
app.MapSignIn();
app.MapRazorPages();
await app.RunAsync();
