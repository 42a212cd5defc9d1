using System.Diagnostics;

namespace Stadtgespraeche.AppHost;

/// <summary>PostgreSQL and RabbitMQ as containers; compiled only where Aspire's hosting packages are.</summary>
internal static partial class Infrastructure
{
    static partial void UseContainers(
        IDistributedApplicationBuilder builder,
        Settings settings,
        ref InfrastructureReady? infrastructure
    )
    {
        if (!EngineRuns())
            return;

        settings.Containers = true;
        var postgres = builder
            .AddPostgres(
                "postgres",
                userName: builder.AddParameter("postgres-user", "postgres"),
                password: builder.AddParameter("postgres-password", settings.Secret("postgres"), secret: true),
                port: settings.Postgres
            )
            .WithDataVolume(settings.Volume("postgres"));
        var databases = builder.AddExecutable("databases", "true", settings.Infrastructure);
        foreach (var database in Settings.Databases)
            databases.WaitFor(postgres.AddDatabase(database.Replace('_', '-') + "-database", database));

        var rabbitmq = builder
            .AddRabbitMQ(
                "rabbitmq",
                userName: builder.AddParameter("rabbitmq-user", "provisioning"),
                password: builder.AddParameter(
                    "rabbitmq-password",
                    settings.Secret("rabbitmq-provisioning"),
                    secret: true
                ),
                port: settings.RabbitMq
            )
            .WithManagementPlugin(settings.RabbitMqManagement)
            // A week instead of half an hour for a message that waits for a database to come back; without Debian's
            // rabbitmq.conf.
            .WithEnvironment("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-rabbit consumer_timeout 604800000")
            .WithDataVolume(settings.Volume("rabbitmq"));
        infrastructure = new(databases, AddHubUser(builder, settings).WaitFor(rabbitmq));
    }

    private static bool EngineRuns()
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
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // not installed
        }
    }
}
