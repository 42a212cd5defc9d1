using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Stadtgespraeche.ServiceDefaults;

/// <summary>
/// Traces, metrics and logs, sent by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a receiver; free of tokens and
/// personal data.
/// </summary>
internal static class Telemetry
{
    // These categories write whole addresses, and an address can carry a personal link's token.
    private static readonly string[] CategoriesThatWriteAddresses =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics",
        "Microsoft.AspNetCore.HttpLogging",
        "System.Net.Http.HttpClient",
        "Yarp.ReverseProxy.Forwarder",
    ];

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        // After the configuration has been read, so that no appsettings file opens these categories again.
        builder.Services.PostConfigure<LoggerFilterOptions>(KeepAddressesOut);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Warning);
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = false;
        });

        var telemetry = builder
            .Services.AddOpenTelemetry()
            .WithTracing(tracing =>
                tracing
                    .SetSampler(new ParentBasedSampler(new DropCallsOutsideTraces()))
                    .AddProcessor<Redaction>()
                    .AddAspNetCoreInstrumentation(options =>
                    {
                        options.Filter = IsNoHealthProbe;
                        options.EnrichWithHttpResponse = NameAfterOperation;
                    })
                    .AddHttpClientInstrumentation()
                    .AddNpgsql()
                    .AddSource("MassTransit", "Stadtgespraeche.*")
            )
            .WithMetrics(metrics =>
                metrics
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddNpgsqlInstrumentation()
                    .AddMeter("MassTransit", "Stadtgespraeche.*")
            );

        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.UseOtlpExporter();
        }
    }

    private static bool IsNoHealthProbe(HttpContext context) => !context.Request.Path.StartsWithSegments("/health");

    private static void NameAfterOperation(Activity span, HttpResponse answer)
    {
        if (OperationName.TryGet(answer.HttpContext, out var name))
        {
            span.DisplayName = name;
        }
    }

    private static void KeepAddressesOut(LoggerFilterOptions options)
    {
        bool Concerns(LoggerFilterRule rule) =>
            CategoriesThatWriteAddresses.Any(category =>
                rule.CategoryName?.StartsWith(category, StringComparison.OrdinalIgnoreCase) == true
            );

        foreach (var rule in options.Rules.Where(Concerns).ToList())
        {
            options.Rules.Remove(rule);
        }

        foreach (var category in CategoriesThatWriteAddresses)
        {
            options.Rules.Add(new LoggerFilterRule(providerName: null, category, LogLevel.Warning, filter: null));
        }
    }
}
