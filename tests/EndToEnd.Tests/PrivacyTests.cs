using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Stadtgespraeche.EndToEnd.Tests.Flow;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.EndToEnd.Tests;

/// <summary>After the main job was done: what must stand nowhere, stands nowhere.</summary>
public sealed class PrivacyTests(MainJob job)
{
    private static readonly string[] HubDatabases = ["DATABASE_REGISTRATION_OWNER", "DATABASE_SCHEDULING_OWNER", "DATABASE_KNOWLEDGE_OWNER"];

    /// <summary>Addresses and their local parts; a local part that is a common word would be found anywhere and proves nothing.</summary>
    private static readonly Disclosure Addresses = new(CouncilMember.Everybody
        .SelectMany(member => new[] { member.Address, member.Address.Split('@')[0] })
        .Where(text => text.Length > 6));

    [Fact]
    public async Task No_address_stands_in_a_database_of_the_hub()
    {
        await DoneAsync();
        Addresses.Count.ShouldBeGreaterThan(200);
        foreach (var database in HubDatabases)
        {
            var rows = await DatabaseContents.ReadAsync(job.Platform[database]);
            rows.ShouldNotBeEmpty();
            rows.SelectMany(row => Addresses.In(row.Row).Select(address => $"{database} {row.Table}: {address}")).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task No_address_and_no_token_passed_a_partners_queue()
    {
        await DoneAsync();
        job.Queues.Heard.ShouldNotBeEmpty();
        job.Queues.Heard.SelectMany(message => Addresses.In(message.Body)).ShouldBeEmpty();
        job.Queues.Heard.ShouldAllBe(message => !message.Body.Contains("eyJ"));
    }

    [Fact]
    public async Task No_message_was_left_in_an_error_queue()
    {
        await DoneAsync();
        using var management = ManagementOf(job.Platform);
        var queues = await management.GetFromJsonAsync<JsonArray>("api/queues/stadtgespraeche");
        queues!.Where(queue => queue!["name"]!.GetValue<string>().EndsWith("_error", StringComparison.Ordinal)
                && (queue["messages"]?.GetValue<int>() ?? 0) > 0)
            .Select(queue => queue!["name"]!.GetValue<string>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_address_and_no_token_stands_in_a_log()
    {
        await DoneAsync();
        var logs = Directory.GetFiles(job.Platform.Local, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".log", StringComparison.Ordinal) || file.Contains("/logs/"))
            .Where(file => !file.Contains("/data/") || file.EndsWith(".log", StringComparison.Ordinal)).ToList();
        logs.ShouldNotBeEmpty();
        foreach (var log in logs)
        {
            var text = await ReadSharedAsync(log);
            Addresses.In(text).Select(address => $"{log}: {address}").ShouldBeEmpty();
            text.Contains("eyJ").ShouldBeFalse($"{log} holds a token");
        }
    }

    [Theory]
    [InlineData("logs")]
    [InlineData("traces")]
    [InlineData("spans")]
    public async Task No_address_and_no_token_stands_in_the_telemetry(string kind)
    {
        await DoneAsync();
        using var dashboard = new HttpClient { BaseAddress = job.Platform.Dashboard };
        var text = await dashboard.GetStringAsync($"/api/telemetry/{kind}?limit=10000");
        text.Length.ShouldBeGreaterThan(1000);
        Addresses.In(text).ShouldBeEmpty();
        text.ShouldNotContain("eyJ");
    }

    [Fact]
    public async Task No_city_holds_a_member_of_another_city()
    {
        await DoneAsync();
        var members = new Dictionary<string, HashSet<string>>();
        foreach (var partner in CouncilMember.Partners)
        {
            members[partner] = await MembersOfAsync(DatabaseOf(partner));
            members[partner].Count.ShouldBeGreaterThanOrEqualTo(40);
        }

        foreach (var partner in CouncilMember.Partners)
        {
            var others = members.Where(pair => pair.Key != partner).SelectMany(pair => pair.Value).ToList();
            var rows = await DatabaseContents.ReadAsync(DatabaseOf(partner));
            rows.ShouldAllBe(row => !others.Any(row.Row.Contains));
            job.Queues.Heard.Where(message => message.Partner == partner).ShouldAllBe(message => !others.Any(message.Body.Contains));
        }
    }

    private async Task DoneAsync()
    {
        await job.CalledOff;
        await job.Held;
    }

    private string DatabaseOf(string partner) => job.Platform[$"DATABASE_NOTIFICATION_{partner.ToUpperInvariant().Replace('-', '_')}_OWNER"];

    private static async Task<HashSet<string>> MembersOfAsync(string database)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("select id::text from members");
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new HashSet<string>();
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }

    private static HttpClient ManagementOf(RunningPlatform platform)
    {
        var address = new Uri(platform["BROKER_MANAGEMENT"]);
        return new HttpClient
        {
            BaseAddress = new UriBuilder(address) { UserName = "", Password = "", Path = "/" }.Uri,
            DefaultRequestHeaders =
            {
                Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(address.UserInfo))),
            },
        };
    }

    private static async Task<string> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
