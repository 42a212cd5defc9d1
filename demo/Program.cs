using System.Net.Http.Headers;
using Stadtgespraeche.Api;
using Stadtgespraeche.Demo;
using Stadtgespraeche.ServiceDefaults;

// Enters the demo sessions as an organiser would, through the gateway. Running it again changes nothing.
var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddHttpClient<Hub>(http =>
{
    var key = DevelopmentTokens.ReadOrCreateKey(builder.Configuration["Development:TokenKeyFile"]
        ?? throw new InvalidOperationException("Development:TokenKeyFile is missing; the demo data exists in development only."));
    http.BaseAddress = new Uri("http://gateway");
    http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
        "Bearer", DevelopmentTokens.Create(key, "organiser", TimeProvider.System));
});
await using var app = builder.Build();
var hub = app.Services.GetRequiredService<Hub>();
await Premiere.EnterAsync(hub);
await ComingSession.AnnounceAsync(hub, TimeProvider.System);
