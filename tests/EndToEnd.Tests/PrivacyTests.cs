using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Stadtgespraeche.EndToEnd.Tests.Flow;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.EndToEnd.Tests;

/// <summary>After the main job was done: what must stand nowhere, stands nowhere.</summary>
public sealed partial class PrivacyTests(MainJob job)
{
    /// <summary>
    /// Addresses and their local parts; a local part that is a common word would be found anywhere and proves nothing.
    /// </summary>
    private static readonly Disclosure Addresses = new(
        CouncilMember
            .Everybody.SelectMany(member => new[] { member.Address, member.Address.Split('@')[0] })
            .Where(text => text.Length > 6)
    );

    [Fact]
    public async Task No_address_and_no_token_stands_in_a_database_of_the_hub()
    {
        var secretsIn = await DoneAsync();
        Addresses.Count.ShouldBeGreaterThan(200);
        job.Secrets.Count.ShouldBeGreaterThan(5);
        foreach (var database in job.Platform.HubDatabases)
        {
            var rows = await DatabaseContents.ReadAsync(database);
            rows.ShouldNotBeEmpty();
            rows.SelectMany(row =>
                    secretsIn(IsSealedCode(row) ? SealedCode().Replace(row.Row, "") : row.Row)
                        .Select(secret => $"{row.Table}: {secret}")
                )
                .ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task No_address_and_no_token_passed_a_partners_queue()
    {
        var secretsIn = await DoneAsync();
        job.Queues.Heard.ShouldNotBeEmpty();
        foreach (var name in (string[])["sealedAddress", "sealedContact", "sealedRequest"])
        {
            job.Queues.Heard.ShouldContain(message => message.Body.Contains(name) && Sealed().IsMatch(message.Body));
        }

        job.Queues.Heard.SelectMany(message => secretsIn(Sealed().Replace(message.Body, ""))).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_message_was_left_in_an_error_queue()
    {
        await DoneAsync();
        using var management = ManagementOf(job.Platform);
        var queues = await management.GetFromJsonAsync<JsonArray>("api/queues/stadtgespraeche");
        queues!
            .Where(queue =>
                queue!["name"]!.GetValue<string>().EndsWith("_error", StringComparison.Ordinal)
                && (queue["messages"]?.GetValue<int>() ?? 0) > 0
            )
            .Select(queue => queue!["name"]!.GetValue<string>())
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task No_address_and_no_token_stands_in_a_log()
    {
        var secretsIn = await DoneAsync();
        var logs = Directory
            .GetFiles(job.Platform.Local, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".log", StringComparison.Ordinal) || file.Contains("/logs/"))
            .Where(file => !file.Contains("/data/") || file.EndsWith(".log", StringComparison.Ordinal))
            .ToList();
        logs.ShouldNotBeEmpty();
        foreach (var log in logs)
        {
            var text = await ReadSharedAsync(log);
            secretsIn(text).Select(secret => $"{log}: {secret}").ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("logs")]
    [InlineData("traces")]
    [InlineData("spans")]
    public async Task No_address_and_no_token_stands_in_the_telemetry(string kind)
    {
        var secretsIn = await DoneAsync();
        using var dashboard = new HttpClient { BaseAddress = job.Platform.Dashboard };
        var text = await dashboard.GetStringAsync($"/api/telemetry/{kind}?limit=10000");
        text.Length.ShouldBeGreaterThan(1000);
        secretsIn(text).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_city_holds_a_member_of_another_city()
    {
        await DoneAsync();
        var members = new Dictionary<string, HashSet<string>>();
        foreach (var partner in CouncilMember.Partners)
        {
            members[partner] = await MembersOfAsync(job.Platform.DatabaseOf(partner));
            members[partner].Count.ShouldBeGreaterThanOrEqualTo(40);
        }

        foreach (var partner in CouncilMember.Partners)
        {
            var others = members.Where(pair => pair.Key != partner).SelectMany(pair => pair.Value).ToList();
            var rows = await DatabaseContents.ReadAsync(job.Platform.DatabaseOf(partner));
            rows.ShouldAllBe(row => !others.Any(row.Row.Contains));
            job.Queues.Heard.Where(message => message.Partner == partner)
                .ShouldAllBe(message => !others.Any(message.Body.Contains));
        }
    }

    /// <summary>Waits until everything was done and answers how to find in a text what must stand nowhere.</summary>
    private async Task<Func<string, IEnumerable<string>>> DoneAsync()
    {
        // All begin at once.
        await Task.WhenAll(job.CalledOff, job.Held, job.SignedIn, job.Erased, job.Operator, job.Joined);
        var joined = new Disclosure((await job.Joined).Addresses);
        var codes = new Disclosure(job.Secrets);
        // All tokens begin with these letters; a name such as PartnerKeyJudged only holds them.
        return text =>
            Addresses
                .In(text)
                .Concat(joined.In(text))
                .Concat(codes.In(text))
                .Concat(Regex.IsMatch(text, "(?<![A-Za-z])eyJ") ? ["a token"] : []);
    }

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
            BaseAddress = new UriBuilder(address)
            {
                UserName = "",
                Password = "",
                Path = "/",
            }.Uri,
            DefaultRequestHeaders =
            {
                Authorization = new AuthenticationHeaderValue(
                    "Basic",
                    Convert.ToBase64String(Encoding.UTF8.GetBytes(address.UserInfo))
                ),
            },
        };
    }

    // What stands for a code of one minute that was shown to a frontend: itself not the code, and encrypted for
    // Registration.
    private static bool IsSealedCode((string Table, string Row) row) =>
        row.Table == "open_iddict_tokens" && row.Row.Contains("token-type:authorization_code");

    [GeneratedRegex(@"eyJ[\w-]+(\.[\w-]+){4}")]
    private static partial Regex SealedCode();

    // What somebody typed at the sign-in, the application or the request to be enrolled, as a JWE for the city's key
    // alone: a header and four parts.
    [GeneratedRegex("\"sealed(Address|Contact|Request)\": *\"eyJ[\\w-]+(\\.[\\w-]+){4}\"")]
    private static partial Regex Sealed();

    private static async Task<string> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(
            file,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete
        );
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
