using System.Net;
using System.Runtime.Versioning;
using Microsoft.Extensions.Http.Resilience;
using Stadtgespraeche.Demo;
using Stadtgespraeche.ServiceDefaults;

[assembly: SupportedOSPlatform("linux"), SupportedOSPlatform("macos")]

// Enters the demo sessions as an organiser would, through the gateway. Running it again changes nothing.
var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddHttpClient<Hub>(http => http.BaseAddress = new Uri("http://gateway"));
builder
    .Services.AddHttpClient<SignIn>(http =>
    {
        http.BaseAddress = new Uri(
            builder.Configuration["SignIn:Issuer"] ?? throw new InvalidOperationException("SignIn:Issuer is missing.")
        );
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Stadtgespraeche-Demo");
    })
    .ConfigurePrimaryHttpMessageHandler(() =>
        new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }
    );

// The first requests wait for services that are only just warming up, on machines of any size.
builder.Services.ConfigureAll<HttpStandardResilienceOptions>(options =>
{
    options.AttemptTimeout.Timeout = TimeSpan.FromMinutes(1);
    options.TotalRequestTimeout.Timeout = TimeSpan.FromMinutes(4);
    options.CircuitBreaker.SamplingDuration = TimeSpan.FromMinutes(2);
});
await using var app = builder.Build();
var hub = app.Services.GetRequiredService<Hub>();
await PremiereSession.EnterAsync(hub);
await ComingSession.AnnounceAsync(hub, TimeProvider.System);
