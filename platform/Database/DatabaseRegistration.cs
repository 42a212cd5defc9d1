using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Stadtgespraeche.Database;

/// <summary>Gives a service its one database, named <c>database</c> in its connection strings.</summary>
public static class DatabaseRegistration
{
    /// <summary>
    /// Registers <typeparamref name="TDbContext"/>, an <see cref="NpgsqlDataSource"/> and a readiness check. Every <see
    /// cref="IInterceptor"/> among the services takes part. Without a connection string the model still builds (for
    /// tools), but the first use fails.
    /// </summary>
    public static IHostApplicationBuilder AddDatabase<TDbContext>(this IHostApplicationBuilder builder)
        where TDbContext : DbContext
    {
        builder.Services.AddSingleton(services =>
        {
            var connectionString =
                services.GetRequiredService<IConfiguration>().GetConnectionString("database")
                ?? throw new InvalidOperationException(
                    "The connection string 'database' is missing (ConnectionStrings__database)."
                );
            return NpgsqlDataSource.Create(
                new NpgsqlConnectionStringBuilder(connectionString)
                {
                    Timeout = 10,
                    CommandTimeout = 30,
                    MaxPoolSize = 50,
                    // What is sent often is planned once per connection.
                    MaxAutoPrepare = 30,
                    ApplicationName = typeof(TDbContext).Name,
                    // Else the machine on which the database was made decides what a day is there.
                    Timezone = "UTC",
                }
            );
        });
        builder.Services.AddDbContext<TDbContext>(
            (services, options) =>
            {
                if (EF.IsDesignTime)
                {
                    options.UseNpgsql();
                    return;
                }

                options.UseNpgsql(services.GetRequiredService<NpgsqlDataSource>());
                options.AddInterceptors(services.GetServices<IInterceptor>());
            }
        );
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", HealthStatus.Unhealthy, ["ready"]);
        return builder;
    }
}

internal sealed class DatabaseHealth(NpgsqlDataSource dataSource) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            await using var command = dataSource.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException e)
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }
}
