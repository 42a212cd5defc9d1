using System.ComponentModel;
using System.Diagnostics;

namespace Stadtgespraeche.AppHost;

/// <summary>PostgreSQL and RabbitMQ as containers.</summary>
internal static class ServerContainers
{
    public static Servers AddServerContainers(
        this IDistributedApplicationBuilder builder,
        Settings settings,
        IResourceBuilder<Group> group
    )
    {
        var postgres = builder
            .AddPostgres(
                "postgres",
                builder.AddParameter("postgres-user", "postgres"),
                builder.AddParameter("postgres-password", settings.Secret("postgres"), secret: true),
                settings.Postgres
            )
            .In(group)
            .WithDataVolume(settings.Volume("postgres"));
        var databases = builder
            .AddExecutable("databases", "true", settings.Infrastructure)
            .In(group)
            .WithHiddenOnCompletion();
        foreach (var database in Settings.Databases)
        {
            databases.WaitFor(postgres.AddDatabase(database.Replace('_', '-') + "-database", database));
        }

        var rabbitmq = builder
            .AddRabbitMQ(
                "rabbitmq",
                builder.AddParameter("rabbitmq-user", "provisioning"),
                builder.AddParameter("rabbitmq-password", settings.Secret("rabbitmq-provisioning"), secret: true),
                settings.RabbitMq
            )
            .In(group)
            .WithManagementPlugin(settings.RabbitMqManagement)
            // A week instead of half an hour for a message that waits for a database to come back, and no message of
            // 128 MB; without Debian's rabbitmq.conf.
            .WithEnvironment(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                "-rabbit consumer_timeout 604800000 -rabbit max_message_size 8388608"
            )
            .WithDataVolume(settings.Volume("rabbitmq"));
        return new(databases, builder.AddHubUser(settings, group).WaitFor(rabbitmq));
    }

    public static bool EngineRuns()
    {
        try
        {
            var engine = Environment.GetEnvironmentVariable("ASPIRE_CONTAINER_RUNTIME") is { Length: > 0 } chosen
                ? chosen
                : "docker";
            using var info = Process.Start(
                new ProcessStartInfo(engine, "info") { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            return info.WaitForExit(TimeSpan.FromSeconds(10)) && info.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // not installed
        }
    }
}
