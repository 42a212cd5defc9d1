using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stadtgespraeche.AppHost;

/// <summary>What the local system tells the scripts, and what Aspire has to know of it.</summary>
internal static class AspireSettings
{
    public static Settings AddSettings(this IDistributedApplicationBuilder builder)
    {
        var settings = new Settings(
            builder.AppHostDirectory,
            builder.Configuration["STADTGESPRAECHE_LOCAL"],
            builder.Configuration["STADTGESPRAECHE_PORT_OFFSET"]
        );
        EnvironmentFile.Write(settings);

        // What was measured during this run only; otherwise it would grow without end in the home of whoever starts it.
        builder.Configuration["ASPIRE_DASHBOARD_DATA_DIRECTORY"] = settings.EmptyFolder("dashboard");

        // The AppHost ends when everything that it has started has ended: the next start needs the same ports.
        builder.Configuration["DcpPublisher:WaitForResourceCleanup"] = "true";
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(80));
        return settings;
    }

    /// <summary>Files that ./run reads: how each process does, what it writes, and that all has become healthy.</summary>
    public static void AddStatusFiles(this IDistributedApplicationBuilder builder, Settings settings) =>
        // Not a hosted service: those start only after everything has stopped waiting.
        builder.Eventing.Subscribe<BeforeStartEvent>(
            (started, _) =>
            {
                var notifications = started.Services.GetRequiredService<ResourceNotificationService>();
                var logs = new LogFiles(started.Services.GetRequiredService<ResourceLoggerService>(), settings);
                var stopping = started.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
                new StatusFile(settings, logs).Follow(notifications, stopping);
                return Task.CompletedTask;
            }
        );
}
