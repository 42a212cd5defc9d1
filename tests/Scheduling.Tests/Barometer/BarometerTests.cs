using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Barometer;

/// <summary>
/// Rounds from their opening to what is published; each test has a service of its own, because one round is open at a
/// time.
/// </summary>
public sealed class BarometerTests
{
    private static readonly Dictionary<string, string> Quick = new() { ["Barometer:Seconds"] = "0.2" };

    [Fact]
    public async Task A_round_is_published_once_at_its_end_and_says_where_a_topic_is_wanted()
    {
        await using var service = await ServiceUnderTest<Program>.StartAsync(Quick);
        var (wanted, lonely) = (await service.TopicAsync(), await service.TopicAsync());
        await MarkedByThreeCitiesAsync(service, wanted);
        await (await (await service.MembersAsync("bamberg", 1))[0].MarkAsync(lonely)).OkAsync();
        await using var opened = await service.Listen<BarometerRoundOpened>();
        var round = await OpenAsync(service);

        (await opened.Next(fact => fact.RoundId == round)).Version.ShouldBe(1);
        var open = await ShowAsync(service);
        open.GetProperty("open").GetProperty("id").GetGuid().ShouldBe(round);
        open.GetProperty("topics").GetArrayLength().ShouldBe(0);

        var after = await PublishedAsync(service);

        after.GetProperty("open").ValueKind.ShouldBe(JsonValueKind.Null);
        var entry = after.GetProperty("topics").EnumerateArray().ShouldHaveSingleItem();
        entry.GetProperty("id").GetGuid().ShouldBe(wanted);
        entry.GetProperty("band").GetString().ShouldBe("Most");
    }

    [Fact]
    public async Task Nothing_that_anybody_can_fetch_changes_while_a_round_is_open_whatever_is_marked()
    {
        await using var service = await ServiceUnderTest<Program>.StartAsync(Quick);
        var topic = await service.TopicAsync();
        await service.SessionAsync(Given.Plan() with { Topics = [topic] });
        await OpenAsync(service);
        var onlooker = service.As(Guid.CreateVersion7(), "bamberg");
        var coordinator = service.As(Guid.CreateVersion7(), "bamberg", "coordinator");
        var before = await EverythingAsync();

        await MarkedByThreeCitiesAsync(service, topic);

        (await EverythingAsync()).ShouldBe(before);

        async Task<List<string>> EverythingAsync()
        {
            var seen = new List<string>();
            foreach (var client in new[] { service.Anonymous, onlooker, coordinator, service.Organiser })
            {
                foreach (
                    var address in (string[])
                        [
                            "/topics",
                            $"/topics/{topic}",
                            "/topics/all",
                            "/me/topics",
                            "/me/marks",
                            "/barometer",
                            "/sessions",
                            "/drafts",
                            "/audit",
                            "/retention",
                        ]
                )
                {
                    var answer = await client.GetAsync(address);
                    seen.Add($"{address} {answer.StatusCode} {WithoutTrace(await answer.Content.ReadAsStringAsync())}");
                }
            }

            return seen;
        }

        static string WithoutTrace(string body) =>
            body.Contains("\"traceId\"", StringComparison.Ordinal)
                ? body[..body.IndexOf("\"traceId\"", StringComparison.Ordinal)]
                : body;
    }

    [Fact]
    public async Task What_is_merged_during_a_round_counts_from_the_next_one_on()
    {
        await using var service = await ServiceUnderTest<Program>.StartAsync(Quick);
        var (small, large) = (await service.TopicAsync(), await service.TopicAsync());
        var members = await MarkedByThreeCitiesAsync(service, small);
        await OpenAsync(service);

        await (
            await service.Organiser.PutAsJsonAsync($"/topics/{small}/merger", new { into = large, version = 2 })
        ).OkAsync();

        // Whoever saves the form again, in which the mark stands at the new topic, does not count twice or earlier.
        (await members[0].MarkedAsync()).ShouldBe([large]);
        await (await members[0].MarkAsync(large)).OkAsync();
        (await PublishedAsync(service)).GetProperty("topics").GetArrayLength().ShouldBe(0);
        await OpenAsync(service);
        (await PublishedAsync(service))
            .GetProperty("topics")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetProperty("id")
            .GetGuid()
            .ShouldBe(large);
    }

    [Fact]
    public async Task Who_takes_a_mark_back_or_loses_the_mandate_or_is_erased_has_marked_nothing()
    {
        await using var service = await ServiceUnderTest<Program>.StartAsync(Quick);
        var topic = await service.TopicAsync();
        var (back, ended, erased) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var id in new[] { back, ended, erased })
        {
            await service.Deliver(new MembershipChanged("bamberg", id, 1, false));
            var member = service.As(id, "bamberg");
            await Eventually.Holds(async () => (await member.MarkAsync(topic)).StatusCode.ShouldBe(HttpStatusCode.OK));
        }

        await (await service.As(back, "bamberg").MarkAsync()).OkAsync();
        await service.Deliver(new MembershipChanged("bamberg", ended, 2, true));
        await service.Deliver(new ErasureOrdered("bamberg", Guid.CreateVersion7(), erased, ErasureCause.Requested, []));

        await Eventually.Holds(async () => (await CountAsync(service, "topic_marks")).ShouldBe(0));
        // Late and twice: what is older changes nothing.
        await service.Deliver(new MembershipChanged("bamberg", ended, 1, false));
        await service.Deliver(new MembershipChanged("bamberg", erased, 3, false));
        await service.MembersAsync("bamberg", 1);
        (await (await service.As(ended, "bamberg").MarkAsync(topic)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "mandate-not-known",
        ]);
        (await (await service.As(erased, "bamberg").MarkAsync(topic)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "mandate-not-known",
        ]);
    }

    [Fact]
    public async Task Of_five_hundred_members_who_mark_and_take_back_at_two_replicas_at_once_exactly_what_was_acknowledged_is_stored()
    {
        await using var service = await ServiceUnderTest<Program>.StartAsync();
        await using var replica = await ServiceUnderTest<Program>.StartAsync(service.Settings);
        Guid[] topics = [await service.TopicAsync(), await service.TopicAsync(), await service.TopicAsync()];
        var ids = Enumerable.Range(0, 500).Select(_ => Guid.CreateVersion7()).ToList();
        await using (var database = NpgsqlDataSource.Create(service.Database))
        {
            await using var insert = database.CreateCommand(
                "insert into memberships (member_id, partner, version, ended) select id, 'bamberg', 1, false from unnest($1) id"
            );
            insert.Parameters.Add(new() { Value = ids.ToArray() });
            await insert.ExecuteNonQueryAsync();
        }

        var acknowledged = new System.Collections.Concurrent.ConcurrentDictionary<Guid, Guid[]>();
        await Parallel.ForEachAsync(
            ids.Select((id, number) => (id, number)),
            new ParallelOptions { MaxDegreeOfParallelism = 40 },
            async (one, _) =>
            {
                foreach (var turn in Enumerable.Range(0, 3))
                {
                    var chosen = topics.Where((_, at) => ((one.number + turn) >> at) % 2 == 0).ToArray();
                    using var client = ((one.number + turn) % 2 == 0 ? service : replica).As(one.id, "bamberg");
                    await (await client.MarkAsync(chosen)).OkAsync();
                    acknowledged[one.id] = chosen;
                }
            }
        );

        (await CountAsync(service, "topic_marks")).ShouldBe(acknowledged.Values.Sum(chosen => chosen.Length));
        foreach (var id in ids.Take(20))
        {
            (await service.As(id, "bamberg").MarkedAsync()).Order().ShouldBe(acknowledged[id].Order());
        }
    }

    [Fact]
    public async Task Only_one_round_is_open_its_end_may_move_and_an_end_that_makes_no_sense_is_refused()
    {
        await using var service = await ServiceUnderTest<Program>.StartAsync();
        var round = await OpenAsync(service);
        foreach (var wrong in new[] { Day(-2), Day(400), null })
        {
            (await (await PutRoundAsync(service, round, wrong)).CodesAsync(HttpStatusCode.BadRequest)).ShouldBe([
                "round-end-invalid",
            ]);
        }

        (
            await (await PutRoundAsync(service, Guid.CreateVersion7(), Day(3))).CodesAsync(HttpStatusCode.Conflict)
        ).ShouldBe(["round-open"]);
        await using var opened = await service.Listen<BarometerRoundOpened>();
        await (await PutRoundAsync(service, round, Day(7))).OkAsync();
        await (await PutRoundAsync(service, round, Day(7))).OkAsync();
        (await opened.Next(fact => fact.RoundId == round)).Version.ShouldBe(2);
        opened.Heard.ShouldHaveSingleItem();
    }

    /// <summary>Five members in each of three cities, of whom two have marked the topic.</summary>
    private static async Task<List<HttpClient>> MarkedByThreeCitiesAsync(ServiceUnderTest<Program> service, Guid topic)
    {
        var marked = new List<HttpClient>();
        foreach (var city in new[] { "bamberg", "kaiserslautern", "rhein-neckar" })
        {
            foreach (var member in (await service.MembersAsync(city, 5)).Take(2))
            {
                await (await member.MarkAsync(topic)).OkAsync();
                marked.Add(member);
            }
        }

        return marked;
    }

    private static async Task<Guid> OpenAsync(ServiceUnderTest<Program> service)
    {
        var id = Guid.CreateVersion7();
        await (await PutRoundAsync(service, id, Day(2))).OkAsync();
        return id;
    }

    private static Task<HttpResponseMessage> PutRoundAsync(
        ServiceUnderTest<Program> service,
        Guid id,
        string? endsOn
    ) => service.Organiser.PutAsJsonAsync($"/barometer/rounds/{id}", new { endsOn });

    private static string Day(int days) =>
        DateOnly
            .FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)
            .AddDays(days)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<JsonElement> ShowAsync(ServiceUnderTest<Program> service) =>
        await (await service.Anonymous.GetAsync("/barometer")).OkAsync();

    /// <summary>Ends the open round, as a replica does whose clock has come there.</summary>
    private static async Task<JsonElement> PublishedAsync(ServiceUnderTest<Program> service)
    {
        await using (await ServiceUnderTest<Program>.StartAsync(service.Settings, new Ahead()))
        {
            await Eventually.Holds(async () =>
                (await ShowAsync(service)).GetProperty("open").ValueKind.ShouldBe(JsonValueKind.Null)
            );
        }

        return await ShowAsync(service);
    }

    private static async Task<long> CountAsync(ServiceUnderTest<Program> service, string table)
    {
        await using var database = NpgsqlDataSource.Create(service.Database);
        await using var count = database.CreateCommand($"select count(*) from {table}");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private sealed class Ahead : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddDays(4);
    }
}
