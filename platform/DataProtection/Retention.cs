using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stadtgespraeche.DataProtection;

/// <summary>What a run did, or would do, by one rule for one partner.</summary>
public sealed record RetentionResult(string Rule, string Partner, string Reason, int Days, long Rows);

/// <summary>The rules of one service, and whose data they go through.</summary>
public sealed record RetentionRules(
    IReadOnlyList<RetentionRule> Rules,
    Func<DbContext, CancellationToken, Task<IReadOnlyList<string>>> PartnersAsync
);

/// <summary>
/// Deletes what is too old, in batches of 500, each in a transaction of its own together with its line in the report.
/// It may run at any time, twice, in two replicas, and be killed in between: what is left is taken the next time.
/// </summary>
public static class Retention
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<IReadOnlyList<RetentionResult>> RunAsync<TDb>(
        IServiceProvider services,
        bool dryRun,
        CancellationToken cancellationToken
    )
        where TDb : DbContext
    {
        var rules = services.GetRequiredService<RetentionRules>();
        var configuration = services.GetRequiredService<IConfiguration>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        IReadOnlyList<string> partners;
        await using (var scope = services.CreateAsyncScope())
        {
            partners = await rules.PartnersAsync(scope.ServiceProvider.GetRequiredService<TDb>(), cancellationToken);
        }

        var results = new List<RetentionResult>();
        foreach (var partner in partners)
        {
            var limits = RetentionPeriods.Of(configuration, partner);
            foreach (var rule in rules.Rules)
            {
                var days = rule.Days(limits);
                var planned = new RetentionResult(
                    rule.Name,
                    partner,
                    $"{rule.Reason} (Frist: {(days == 1 ? "1 Tag" : $"{days} Tage")})",
                    days,
                    0
                );
                var rows = dryRun
                    ? await CountAsync<TDb>(services, rule, planned, now, cancellationToken)
                    : await ApplyAsync<TDb>(services, rule, planned, now, cancellationToken);
                results.Add(planned with { Rows = rows });
            }
        }

        return results;
    }

    /// <summary>
    /// The verb <c>retention [--dry-run] [--json]</c>: runs once, or only counts, and prints what for which partner and
    /// why. Returns true when it was asked for. Anything else behind it is refused with exit code 2, for a mistyped dry
    /// run must not delete.
    /// </summary>
    public static async Task<bool> RetentionWhenAskedAsync<TDb>(this IHost app, string[] args)
        where TDb : DbContext
    {
        if (args is not ["retention", ..])
        {
            return false;
        }

        if (args.Skip(1).Except(["--dry-run", "--json"]).Any())
        {
            await Console.Error.WriteLineAsync("So nicht: retention [--dry-run] [--json]. Nichts wurde gelöscht.");
            Environment.ExitCode = 2;
            return true;
        }

        var dryRun = args.Contains("--dry-run");
        var results = await RunAsync<TDb>(app.Services, dryRun, CancellationToken.None);
        if (args.Contains("--json"))
        {
            Console.WriteLine(JsonSerializer.Serialize(new { dryRun, results }, Json));
            return true;
        }

        Console.WriteLine(dryRun ? "Probelauf, nichts wurde gelöscht. Fällig wären:" : "Gelöscht oder anonymisiert:");
        foreach (var result in results)
        {
            Console.WriteLine($"{result.Rows, 8}  {result.Partner, -20} {result.Rule, -28} {result.Reason}");
        }

        return true;
    }

    /// <summary>
    /// For organisers and operators: what was deleted and why, the latest day first, at most 500 lines.
    /// </summary>
    public static async Task<Ok<List<RetentionReport>>> ListReportsAsync<TDb>(
        TDb db,
        CancellationToken cancellationToken
    )
        where TDb : DbContext =>
        TypedResults.Ok(
            await db.Set<RetentionReport>()
                .AsNoTracking()
                .OrderByDescending(report => report.Day)
                .ThenBy(report => report.Rule)
                .ThenBy(report => report.Partner)
                .Take(500)
                .ToListAsync(cancellationToken)
        );

    private static async Task<long> CountAsync<TDb>(
        IServiceProvider services,
        RetentionRule rule,
        RetentionResult planned,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
        where TDb : DbContext
    {
        await using var scope = services.CreateAsyncScope();
        return await rule.CountAsync(
            scope.ServiceProvider.GetRequiredService<TDb>(),
            new(planned.Partner, now.AddDays(-planned.Days), now),
            cancellationToken
        );
    }

    private static async Task<long> ApplyAsync<TDb>(
        IServiceProvider services,
        RetentionRule rule,
        RetentionResult planned,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
        where TDb : DbContext
    {
        for (var total = 0L; ; )
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var rows = await rule.BatchAsync(
                db,
                new(planned.Partner, now.AddDays(-planned.Days), now),
                cancellationToken
            );
            if (rows == 0)
            {
                return total;
            }

            await db.Database.ExecuteSqlAsync(
                $"""
                insert into retention_reports (day, rule, partner, reason, rows)
                values ({DateOnly.FromDateTime(
                    now.UtcDateTime
                )}, {rule.Name}, {planned.Partner}, {planned.Reason}, {(long)rows})
                on conflict (day, rule, partner) do update set rows = retention_reports.rows + excluded.rows, reason = excluded.reason
                """,
                cancellationToken
            );
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            total += rows;
        }
    }
}

/// <summary>Switches a service's rules on.</summary>
public static class RetentionRegistration
{
    /// <summary>A limit beyond the platform's is refused at the start.</summary>
    public static void AddRetention<TDb>(this IHostApplicationBuilder builder, RetentionRules rules)
        where TDb : DbContext
    {
        RetentionPeriods.Of(builder.Configuration);
        foreach (var partner in builder.Configuration.GetSection("Retention:Partners").GetChildren())
        {
            RetentionPeriods.Of(builder.Configuration, partner.Key);
        }

        builder.Services.AddSingleton(rules);
        builder.Services.AddHostedService<RetentionJob<TDb>>();
    }
}
