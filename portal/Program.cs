using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Feedback;
using Stadtgespraeche.Portal.Pages.Sitzungen;
using Stadtgespraeche.Portal.Texts;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddPages();
builder.AddTexts();
builder.AddFeedback();
builder.AddHubApi();

var app = builder.Build();
app.UseForwardedHeaders();
app.UsePageHeaders();
app.UseExceptionHandler("/hinweis/500");
app.UseStatusCodePagesWithReExecute("/hinweis/{0}");
app.UseResponseCompression();
app.UseAssets();
app.UseRouting();
app.UseAntiforgery();
app.MapServiceDefaults();
app.MapGet("/sitzungen/{id:guid}/kalender.ics", CalendarFile.Handle);
app.MapRazorPages();
await app.RunAsync();
