using System.Net.Http.Headers;
using Microsoft.Extensions.Http.Resilience;
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
// The first requests wait for services that are only just warming up, on machines of any size.
builder.Services.ConfigureAll<HttpStandardResilienceOptions>(options =>
{
    options.AttemptTimeout.Timeout = TimeSpan.FromMinutes(1);
    options.TotalRequestTimeout.Timeout = TimeSpan.FromMinutes(4);
    options.CircuitBreaker.SamplingDuration = TimeSpan.FromMinutes(2);
});
await using var app = builder.Build();
var hub = app.Services.GetRequiredService<Hub>();
await Premiere.EnterAsync(hub);
await ComingSession.AnnounceAsync(hub, TimeProvider.System);
