using Microsoft.Extensions.Http.Resilience;

namespace Stadtgespraeche.Portal.Api;

/// <summary>The client for the gateway, found as <c>services:gateway:https:0</c>, else <c>…:http:0</c>.</summary>
internal static class HubApiRegistration
{
    public static void AddHubApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddTransient<ForwardPerson>();
        builder.Services.AddSingleton<PublicAnswers>();
        builder
            .Services.AddHttpClient<HubApi>(client => client.BaseAddress = new Uri("https+http://gateway"))
            .AddHttpMessageHandler<ForwardPerson>();
        // A person is waiting: one more try soon, then the page says that the service is down. One service that is down
        // must not open the circuit to the others behind the same gateway.
        builder.Services.ConfigureAll<HttpStandardResilienceOptions>(options =>
        {
            options.Retry.MaxRetryAttempts = 1;
            options.Retry.Delay = TimeSpan.FromMilliseconds(200);
            // A service that is away says "in 30 seconds", which is longer than anybody waits for a page.
            options.Retry.ShouldRetryAfterHeader = false;
            // Slow is not away: asking again would begin from the start and burden the service twice.
            options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(25);
            options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(60);
            options.CircuitBreaker.FailureRatio = 0.95;
        });
    }
}
