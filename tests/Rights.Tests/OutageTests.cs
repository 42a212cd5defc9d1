using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Rights.Tests;

/// <summary>
/// The database goes away under all parts: every address says so in German, and when to come again. Nothing ends, and
/// all of it works again by itself.
/// </summary>
public sealed class OutageTests
{
    private static readonly string[] Databases = [.. Platform.HubServices, "notification"];

    [Fact]
    public async Task While_the_database_is_away_every_address_says_503_and_when_to_come_again()
    {
        await using var platform = new PlatformOnItsOwnServer();
        await platform.InitializeAsync();
        var before = await StatusesAsync(platform);
        before.ShouldNotContain(answer => answer.Contains(" 503 ", StringComparison.Ordinal));

        await platform.Postgres.StopAsync();
        var away = await StatusesAsync(platform);

        away.Where(answer => answer.Contains(" 500", StringComparison.Ordinal)).ShouldBeEmpty();
        // The rest needs no database for its answer: words of refusal, sign-in pages, what OpenID publishes.
        away.Count(answer => answer.Contains(" 503 ", StringComparison.Ordinal)).ShouldBeGreaterThan(40);

        await platform.Postgres.StartAgainAsync();
        await Eventually.Holds(async () => (await StatusesAsync(platform)).ShouldBe(before));
        foreach (var part in Platform.Parts)
        {
            platform
                .ServicesOf(part)
                .GetRequiredService<IHostApplicationLifetime>()
                .ApplicationStopping.IsCancellationRequested.ShouldBeFalse(part);
        }
    }

    // GET is asked only: it leaves everything as it was, so that what comes after can be compared.
    private static async Task<List<string>> StatusesAsync(Platform platform)
    {
        var answers = new List<string>();
        foreach (
            var right in RightsTable.Rows.Where(row =>
                row.Method is "GET" or "ANY" && !row.Route.Contains("/health/") && Databases.Contains(row.Part)
            )
        )
        {
            using var client = platform.At(right.Part, right.Allowed.LastOrDefault() ?? Persons.Visitor);
            using var answer = await client.GetAsync(Addresses.Of(right, $"{Platform.Known}"));
            answers.Add($"{right.Part} {right.Route} {(int)answer.StatusCode} ");
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                (answer.Headers.RetryAfter?.Delta ?? TimeSpan.Zero).ShouldBeGreaterThan(TimeSpan.Zero, right.Route);
                (await answer.Content.ReadAsStringAsync()).ShouldContain(
                    "nicht erreichbar",
                    Case.Insensitive,
                    right.Route
                );
            }
        }

        return answers;
    }

    private sealed class PlatformOnItsOwnServer : Platform
    {
        public PrivatePostgres Postgres { get; private set; } = null!;

        protected override async Task<Dictionary<string, string>> DatabaseAsync(Type context)
        {
            Postgres ??= await PrivatePostgres.StartAsync();
            return new() { [Database] = await MigratedDatabase.CreateForAsync(context, Postgres) };
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Postgres.DisposeAsync();
        }
    }
}
