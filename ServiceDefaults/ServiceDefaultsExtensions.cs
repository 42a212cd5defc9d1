using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;

namespace Stadtgespraeche.ServiceDefaults;

/// <summary>
/// What every process of the platform has in common: telemetry, health, service discovery, careful HTTP clients and
/// server limits. Knows nothing about messages or users.
/// </summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Largest request body in bytes; a route that needs more says so itself.</summary>
    public const long MaxRequestBody = 1024 * 1024;

    /// <summary>
    /// Outside Development the process ends here when a connection would be plain text, unless it may be so (<see
    /// cref="RequireEncryption"/>) or <paramref name="refusePlainText"/> says that somebody else looks after that.
    /// </summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder, bool refusePlainText = true)
        where TBuilder : IHostApplicationBuilder
    {
        if (refusePlainText && !builder.Environment.IsDevelopment())
        {
            RequireEncryption.Refuse(builder.Configuration);
        }

        builder.AddTelemetry();
        builder.Services.AddTransient<IStartupFilter, OperationName.Tell>();
        builder.Services.AddHealthChecks();
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler().Configure(RetryOnlyWhatIsHarmlessTwice);
            http.AddServiceDiscovery();
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));
        builder.Services.Configure<KestrelServerOptions>(Limit);
        return builder;
    }

    /// <summary>
    /// <c>/health/live</c>: the process answers, and every check tagged "live" passes; else only a new process helps.
    /// <c>/health/ready</c>: every check tagged "ready" passes. A failing one is named.
    /// </summary>
    public static WebApplication MapServiceDefaults(this WebApplication app)
    {
        app.MapHealthChecks(
                "/health/live",
                new HealthCheckOptions
                {
                    Predicate = check => check.Tags.Contains("live"),
                    ResponseWriter = NameWhatFails,
                }
            )
            .AllowAnonymous()
            .DisableHttpMetrics();
        app.MapHealthChecks(
                "/health/ready",
                new HealthCheckOptions
                {
                    Predicate = check => check.Tags.Contains("ready"),
                    ResponseWriter = NameWhatFails,
                }
            )
            .AllowAnonymous()
            .DisableHttpMetrics();
        return app;
    }

    private static void RetryOnlyWhatIsHarmlessTwice(HttpStandardResilienceOptions options) =>
        options.Retry.DisableFor(HttpMethod.Post, HttpMethod.Patch, HttpMethod.Connect);

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        // Every byte stands for itself. As UTF-8, a cookie of somebody else's with an umlaut in Latin-1 would be an empty 400.
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        kestrel.Limits.MaxRequestBodySize = MaxRequestBody;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
    }

    private static Task NameWhatFails(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain";
        var failing = report
            .Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy)
            .Select(entry => entry.Key);
        return context.Response.WriteAsync(
            report.Status == HealthStatus.Healthy ? "Healthy" : $"{report.Status}: {string.Join(", ", failing)}"
        );
    }
}
