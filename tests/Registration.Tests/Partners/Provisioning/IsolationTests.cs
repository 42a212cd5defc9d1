using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Registration.Partners;
using Stadtgespraeche.Registration.Partners.Provisioning;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.Partners.Provisioning;

/// <summary>
/// A real broker user as a partner gets it: everything but its own queue and its own exchange is refused, and each
/// refused try stands in the broker's log.
/// </summary>
public sealed class IsolationTests(IsolationTests.LoggingBroker broker) : IClassFixture<IsolationTests.LoggingBroker>
{
    private const string Password = "only-for-tests";
    private readonly string own = $"eigen-{Guid.NewGuid():N}"[..20];
    private readonly string other = $"fremd-{Guid.NewGuid():N}"[..20];

    [Theory]
    [InlineData("read another's queue")]
    [InlineData("listen to another's queue")]
    [InlineData("empty another's queue")]
    [InlineData("look into the hub's queue")]
    [InlineData("write to another's exchange")]
    [InlineData("write past all exchanges to another's queue")]
    [InlineData("write in another's name")]
    [InlineData("write past its exchange to the hub")]
    [InlineData("publish to all")]
    [InlineData("declare a queue")]
    [InlineData("declare an exchange")]
    [InlineData("bind its queue to what another says")]
    [InlineData("bind its exchange to what another gets")]
    [InlineData("hear what is said inside the hub")]
    [InlineData("unbind another's queue")]
    [InlineData("delete another's queue")]
    [InlineData("delete its exchange to the hub")]
    public async Task Everything_else_is_refused_and_logged(string attempt)
    {
        await using var channel = await ChannelAsPartner();

        var refused = await Should.ThrowAsync<RabbitMQClientException>(() => Try(attempt, channel));

        ReasonOf(refused).ShouldBe(403);
        await IsLogged("access_refused", $"'{own}'");
    }

    [Fact]
    public async Task Another_user_cannot_be_named_as_sender()
    {
        await using var channel = await ChannelAsPartner();

        var refused = await Should.ThrowAsync<RabbitMQClientException>(async () =>
            await channel.BasicPublishAsync(
                $"from.{own}",
                "",
                mandatory: true,
                new BasicProperties { UserId = other },
                Wire.Envelope(new { })
            )
        );

        ReasonOf(refused).ShouldBe(406);
        await IsLogged("user_id property set to", $"'{own}'");
    }

    [Theory]
    [InlineData("GET", "api/overview")]
    [InlineData("GET", "api/queues")]
    [InlineData("GET", "api/users")]
    [InlineData("GET", "api/connections")]
    [InlineData("GET", "api/queues/%2F/notification.OTHER")]
    [InlineData("POST", "api/queues/%2F/notification.OTHER/get")]
    [InlineData("POST", "api/exchanges/%2F/from.OTHER/publish")]
    [InlineData("DELETE", "api/queues/%2F/notification.OTHER")]
    [InlineData("PUT", "api/permissions/%2F/OWN")]
    [InlineData("PUT", "api/users/OWN")]
    public async Task The_management_api_is_closed_to_it(string method, string path)
    {
        await GivenPartners();
        using var http = new HttpClient
        {
            BaseAddress = new UriBuilder(broker.Server.Management) { UserName = "", Password = "" }.Uri,
        };
        using var request = new HttpRequestMessage(
            new HttpMethod(method),
            path.Replace("OTHER", other).Replace("OWN", own)
        )
        {
            Headers =
            {
                Authorization = new AuthenticationHeaderValue(
                    "Basic",
                    Convert.ToBase64String(Encoding.UTF8.GetBytes($"{own}:{Password}"))
                ),
            },
            Content = method is "PUT" or "POST"
                ? JsonContent.Create(
                    new
                    {
                        configure = ".*",
                        write = ".*",
                        read = ".*",
                        tags = "administrator",
                        password = "x",
                    }
                )
                : null,
        };

        (await http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        await IsLogged("HTTP access denied", $"'{own}'");
    }

    [Fact]
    public async Task A_password_that_is_not_the_partners_opens_nothing_and_is_logged()
    {
        await GivenPartners();

        await Should.ThrowAsync<BrokerUnreachableException>(() => ConnectAsync(own, "geraten"));

        await IsLogged("invalid credentials", $"'{own}'");
    }

    private async Task Try(string attempt, IChannel channel)
    {
        var message = Wire.Envelope(new { });
        switch (attempt)
        {
            case "read another's queue":
                await channel.BasicGetAsync($"notification.{other}", autoAck: false);
                break;
            case "listen to another's queue":
                await channel.BasicConsumeAsync(
                    $"notification.{other}",
                    autoAck: false,
                    new AsyncDefaultBasicConsumer(channel)
                );
                break;
            case "empty another's queue":
                await channel.QueuePurgeAsync($"notification.{other}");
                break;
            case "look into the hub's queue":
                await channel.BasicGetAsync("registration-from-partners", autoAck: false);
                break;
            case "write to another's exchange":
                await channel.BasicPublishAsync($"notification.{other}", "", mandatory: true, message);
                break;
            case "write past all exchanges to another's queue":
                await channel.BasicPublishAsync("", $"notification.{other}", mandatory: true, message);
                break;
            case "write in another's name":
                await channel.BasicPublishAsync($"from.{other}", "", mandatory: true, message);
                break;
            case "write past its exchange to the hub":
                await channel.BasicPublishAsync("registration-from-partners", "", mandatory: true, message);
                break;
            case "publish to all":
                await channel.BasicPublishAsync(
                    Wire.ExchangeOf(typeof(SessionScheduled)),
                    "",
                    mandatory: true,
                    message
                );
                break;
            case "declare a queue":
                await channel.QueueDeclareAsync("eigene-liste");
                break;
            case "declare an exchange":
                await channel.ExchangeDeclareAsync($"from.{other}-2", ExchangeType.Fanout, durable: true);
                break;
            case "bind its queue to what another says":
                await channel.QueueBindAsync($"notification.{own}", $"from.{other}", "");
                break;
            case "bind its exchange to what another gets":
                await channel.ExchangeBindAsync($"notification.{own}", $"notification.{other}", "");
                break;
            case "hear what is said inside the hub":
                await channel.QueueBindAsync($"notification.{own}", Wire.ExchangeOf(typeof(OnlineAccessSet)), "");
                break;
            case "unbind another's queue":
                await channel.QueueUnbindAsync($"notification.{other}", $"notification.{other}", "");
                break;
            case "delete another's queue":
                await channel.QueueDeleteAsync($"notification.{other}");
                break;
            case "delete its exchange to the hub":
                await channel.ExchangeDeleteAsync($"from.{own}");
                break;
            default:
                throw new ArgumentException(attempt);
        }
    }

    private Task IsLogged(params string[] words) =>
        Eventually.Holds(async () =>
            (await broker.Server.ReadLogAsync())
                .Split('\n')
                .ShouldContain(line => words.All(line.Contains), string.Join(" ", words))
        );

    private static int? ReasonOf(Exception refused) =>
        refused switch
        {
            OperationInterruptedException interrupted => interrupted.ShutdownReason?.ReplyCode,
            _ => (refused.InnerException as OperationInterruptedException)?.ShutdownReason?.ReplyCode,
        };

    private async Task GivenPartners()
    {
        foreach (var key in (string[])[own, other])
        {
            await broker.Management.BringAsync(
                new Partner
                {
                    Key = key,
                    Name = key,
                    State = PartnerState.Connected,
                    PasswordHash = BrokerPassword.Hash(Password),
                },
                CancellationToken.None
            );
        }
    }

    private async Task<IChannel> ChannelAsPartner()
    {
        await GivenPartners();
        var connection = await ConnectAsync(own, Password);
        return await connection.CreateChannelAsync(
            new CreateChannelOptions(
                publisherConfirmationsEnabled: true,
                publisherConfirmationTrackingEnabled: true,
                outstandingPublisherConfirmationsRateLimiter: null
            )
        );
    }

    private Task<IConnection> ConnectAsync(string user, string password) =>
        new ConnectionFactory
        {
            Uri = new UriBuilder(broker.Server.Address) { UserName = user, Password = password }.Uri,
            AutomaticRecoveryEnabled = false,
        }.CreateConnectionAsync();

    /// <summary>A broker of one's own, whose log nobody else writes, with all exchanges of the hub.</summary>
    public sealed class LoggingBroker : IAsyncLifetime
    {
        public PrivateRabbitMq Server { get; private set; } = null!;

        internal ProvisionAtBroker Management { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Server = await PrivateRabbitMq.StartAsync(management: true);
            Management = new ProvisionAtBroker(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(
                        new Dictionary<string, string?>
                        {
                            ["ConnectionStrings:rabbitmq"] = Server.Address.ToString(),
                            ["Broker:Management"] = Server.Management.ToString(),
                        }
                    )
                    .Build()
            );
            await using var connection = await new ConnectionFactory { Uri = Server.Address }.CreateConnectionAsync();
            await using var channel = await connection.CreateChannelAsync();
            await channel.ExchangeDeclareAsync(
                Wire.ExchangeOf(typeof(OnlineAccessSet)),
                ExchangeType.Fanout,
                durable: true
            );
            using var http = new HttpClient();
            await Eventually.Holds(async () =>
                (
                    await http.GetAsync(new UriBuilder(Server.Management) { UserName = "", Password = "" }.Uri)
                ).EnsureSuccessStatusCode()
            );
        }

        public async ValueTask DisposeAsync()
        {
            Management?.Dispose();
            await (Server?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }
}
