using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using Stadtgespraeche.Database;
using Stadtgespraeche.Messaging.Topology;
using Stadtgespraeche.Notification.Legal;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Checks;

/// <summary>
/// What an administrator has before the first start: an empty database with two roles, a broker user with a partner's
/// rights, a mail server, a name server and a portal somewhere; and the executable, called as a process of its own.
/// </summary>
public sealed class FreshCity : IAsyncDisposable
{
    public const string Key = "musterstadt";
    private readonly WebApplication portal;

    private FreshCity(WebApplication portal) => this.portal = portal;

    public Dictionary<string, string> Settings { get; } = [];

    public ScriptedMailServer Mails { get; } = new();

    public ScriptedDns Dns { get; } = new();

    /// <summary>By how much the portal's clock is ahead.</summary>
    public TimeSpan PortalAhead { get; set; }

    /// <summary>What the portal answers to a link that this city signed.</summary>
    public int LinkStatus { get; set; } = StatusCodes.Status404NotFound;

    public string Keys => Settings["Keys:Directory"];

    public static async Task<FreshCity> CreateAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var city = new FreshCity(builder.Build());
        city.portal.Run(city.AnswerAsync);
        await city.portal.StartAsync();

        var name = $"stadt_{Guid.NewGuid():N}";
        await using (var server = NpgsqlDataSource.Create(TestServers.Postgres))
        {
            foreach (
                var sql in (string[])
                    [
                        $"create role {name}_owner login password 'eins'",
                        $"create role {name} login password 'zwei'",
                        $"create database {name} owner {name}_owner",
                    ]
            )
            {
                await server.CreateCommand(sql).ExecuteNonQueryAsync();
            }
        }

        string Connection(string role, string password) =>
            new NpgsqlConnectionStringBuilder(TestServers.Postgres)
            {
                Database = name,
                Username = role,
                Password = password,
                MaxPoolSize = 5,
            }.ConnectionString;
        var broker = await TestServers.CreateVirtualHostAsync();
        await PartnerTopology.DeclareAsync(broker.ToString(), Key, CancellationToken.None);
        foreach (
            var (setting, value) in new Dictionary<string, string>
            {
                ["ConnectionStrings:owner"] = Connection($"{name}_owner", "eins"),
                ["ConnectionStrings:database"] = Connection(name, "zwei"),
                ["ConnectionStrings:rabbitmq"] = (await TestServers.CreateUserAsync(broker, Key)).ToString(),
                ["Partner:Key"] = Key,
                ["Partner:Name"] = "Musterstadt",
                ["Partner:Sender"] = "Stadtgespräche <stadtgespraeche@musterstadt.example>",
                ["Partner:Contact"] = "Ratsbüro <ratsbuero@musterstadt.example>",
                ["Partner:Imprint"] = "Stadt Musterstadt | Rathausplatz 1, 00000 Musterstadt",
                ["Portal:Url"] = city.portal.Urls.First(),
                ["Keys:Directory"] = Path.Combine(Directory.CreateTempSubdirectory("keys-").FullName, "keys"),
                ["Smtp:Port"] = $"{city.Mails.Port}",
                ["Dns:Server"] = city.Dns.Address,
                ["Dkim:Selector"] = "mail",
            }
        )
        {
            city.Settings[setting] = value;
        }

        await city.AllowAsync(PartnerBrokerRights.Of(Key));
        await Migrate.RunAsync<NotificationDbContext>(
            city.Settings["ConnectionStrings:owner"],
            city.Settings["ConnectionStrings:database"]
        );
        city.Dns.Txt["musterstadt.example"] = ["v=spf1 mx -all", "etwas anderes"];
        city.Dns.Txt["_dmarc.musterstadt.example"] = ["v=DMARC1; p=reject"];
        city.Dns.Txt["mail._domainkey.musterstadt.example"] = [$"v=DKIM1; k=rsa; p={new string('A', 392)}"];
        return city;
    }

    /// <summary>Gives the broker user these rights instead.</summary>
    public async Task AllowAsync((string Configure, string Write, string Read) rights) =>
        (
            await TestServers.Management.PutAsJsonAsync(
                $"api/permissions/{new Uri(Settings["ConnectionStrings:rabbitmq"]).AbsolutePath.Trim('/')}/{Key}",
                new
                {
                    configure = rights.Configure,
                    write = rights.Write,
                    read = rights.Read,
                }
            )
        ).EnsureSuccessStatusCode();

    /// <summary>As if an administrator had filled them in and the hub had been told.</summary>
    public async Task FillLegalPagesAsync()
    {
        await using var db = new NotificationDbContext(
            new DbContextOptionsBuilder<NotificationDbContext>()
                .UseNpgsql(Settings["ConnectionStrings:database"])
                .Options
        );
        db.Add(
            new LegalPages
            {
                Version = 1,
                Imprint = "Stadt Musterstadt",
                Privacy = "Nichts",
                Accessibility = "Alles",
                FeedbackAddress = "buero@musterstadt.example",
            }
        );
        await db.SaveChangesAsync();
    }

    /// <summary>As if the service had run, and the hub had said how it stands to these keys (0 waiting, 1 trusted).</summary>
    public async Task RanBeforeAsync(params (string KeyId, int Standing)[] keys)
    {
        await using var database = NpgsqlDataSource.Create(Settings["ConnectionStrings:owner"]);
        await database
            .CreateCommand("insert into installations (id, members_table, last_seen) values (1, 1, now())")
            .ExecuteNonQueryAsync();
        foreach (var (keyId, standing) in keys)
        {
            await database
                .CreateCommand($"insert into link_key_standings (key_id, standing) values ('{keyId}', {standing})")
                .ExecuteNonQueryAsync();
        }
    }

    /// <summary>Exit code, and the verdict of each check by its code; of several the worst.</summary>
    public async Task<(int ExitCode, Dictionary<string, string> Verdicts, string Output)> CheckAsync(
        params string[] arguments
    )
    {
        var (exitCode, output, errors) = await Killable.RunAsync(
            "Notification",
            Settings,
            ["check", "--json", .. arguments]
        );
        var report = JsonNode.Parse(output[output.IndexOf('{')..])!;
        return (
            exitCode,
            report["findings"]!
                .AsArray()
                .GroupBy(
                    finding => finding!["check"]!.GetValue<string>(),
                    finding => finding!["verdict"]!.GetValue<string>()
                )
                .ToDictionary(
                    group => group.Key,
                    group => group.OrderBy(verdict => Array.IndexOf(["Failed", "Warning", "Good"], verdict)).First()
                ),
            output + errors
        );
    }

    /// <summary>Where nothing listens.</summary>
    public static int PortOfNobody()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        await Mails.DisposeAsync();
        await Dns.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext request)
    {
        request.Response.Headers.Date = TimeProvider.System.GetUtcNow().Add(PortalAhead).ToString("R");
        if (request.Request.Path.StartsWithSegments("/api"))
        {
            request.Response.StatusCode = request
                .Request.Headers.Authorization.ToString()
                .StartsWith("Bearer ey", StringComparison.Ordinal)
                ? LinkStatus
                : 400;
        }

        return Task.CompletedTask;
    }
}
