using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Messaging.Inbox;
using Stadtgespraeche.Registration.Partners;
using Stadtgespraeche.Registration.Partners.Provisioning;
using Stadtgespraeche.Registration.Tests;
using Stadtgespraeche.Testing;

[assembly: AssemblyFixture(typeof(RegistrationFixture))]

namespace Stadtgespraeche.Registration.Tests;

/// <summary>One Registration for all tests, with two partners; each test makes its own members and sessions.</summary>
public class RegistrationFixture : IAsyncLifetime
{
    public const string Bamberg = "bamberg";
    public const string Kaiserslautern = "kaiserslautern";
    public const string EnrolmentCode = "einmal-und-nie-wieder";

    private readonly CapturedLog log = new();

    public ServiceUnderTest<Program> Service { get; private set; } = null!;

    protected virtual IReadOnlyDictionary<string, string> OwnSettings =>
        new Dictionary<string, string> { ["Applications:RequestsPerNetwork"] = "100000" };

    /// <summary>What the service has logged since it started.</summary>
    public IReadOnlyCollection<string> Log => log.Lines;

    public async ValueTask InitializeAsync()
    {
        Service = await ServiceUnderTest<Program>.StartAsync(OwnSettings);
        Service.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        foreach (var partner in (string[])[Bamberg, Kaiserslautern])
        {
            // Just started, the broker is slowest; admitting may be done twice.
            await Eventually.Holds(() => GivenPartner(partner));
            await GivenKey(partner);
        }
    }

    public async ValueTask DisposeAsync() => await (Service?.DisposeAsync() ?? ValueTask.CompletedTask);

    /// <summary>Admits a partner as the verb does.</summary>
    public async Task GivenPartner(string key, string code = EnrolmentCode, string? name = null)
    {
        await using var scope = Service.Services.CreateAsyncScope();
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:rabbitmq"] = Service.Settings["ConnectionStrings:rabbitmq"],
            ["Broker:Management"] = Environment.GetEnvironmentVariable("STADTGESPRAECHE_TEST_RABBITMQ_MANAGEMENT"),
            ["Provision:Password"] = "only-for-tests",
            ["Provision:EnrolmentCode"] = code,
        };
        await ProvisionVerb.RunAsync(
            scope.ServiceProvider.GetRequiredService<RegistrationDbContext>(),
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
            key,
            name ?? $"Stadt {key}",
            connected: true,
            CancellationToken.None
        );
    }

    /// <summary>Admits a partner as the organisers do; it does not take part yet.</summary>
    public async Task GivenAdmitted(string key, string? code = EnrolmentCode, string? ags = null)
    {
        await using var scope = Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistrationDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        (
            await AdmitPartner.Add(
                db,
                key,
                $"Stadt {key}",
                ags,
                TimeProvider.System.GetUtcNow(),
                CancellationToken.None
            )
        ).ShouldBeNull();
        if (code is not null)
        {
            db.Partners.Local.Single().SetEnrolmentCode(code, TimeProvider.System.GetUtcNow());
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    public Task<IConnection> ConnectAsync(string partner, string password) =>
        new ConnectionFactory
        {
            Uri = new UriBuilder(Service.Broker) { UserName = partner, Password = password }.Uri,
            AutomaticRecoveryEnabled = false,
        }.CreateConnectionAsync();

    public async Task GivenKey(string partner)
    {
        var signer = Service.KeyOf(partner);
        await Service.DeliverFrom(
            partner,
            new PartnerKeyAnnounced(partner, signer.KeyId, signer.PublicKey, EnrolmentCode)
        );
        await Eventually.Holds(async () =>
            (await Query(db => db.PartnerKeys.AnyAsync(key => key.KeyId == signer.KeyId))).ShouldBeTrue()
        );
    }

    /// <summary>Delivers a partner's word and waits until the service has had it, whatever it made of it.</summary>
    public async Task Say(string partner, object word)
    {
        var id = Guid.NewGuid();
        await Service.DeliverFrom(partner, word, id);
        await Eventually.Holds(async () =>
            (await Query(db => db.Set<InboxMessage>().AnyAsync(message => message.MessageId == id))).ShouldBeTrue()
        );
    }

    public async Task<Guid> GivenMember(string partner = Bamberg, string name = "Erika Beispiel")
    {
        var id = Guid.CreateVersion7();
        await Service.DeliverFrom(partner, new MemberEnrolled(partner, id, 1, name));
        await Eventually.Holds(async () =>
            (await Query(db => db.Members.AnyAsync(member => member.Id == id))).ShouldBeTrue()
        );
        return id;
    }

    public async Task<Guid[]> GivenMembers(int count, string partner = Bamberg)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToArray();
        foreach (var id in ids)
        {
            await Service.DeliverFrom(partner, new MemberEnrolled(partner, id, 1, $"Mitglied {id}"));
        }

        await Eventually.Holds(async () =>
            (await Query(db => db.Members.CountAsync(member => ids.Contains(member.Id)))).ShouldBe(count)
        );
        return ids;
    }

    /// <summary>A session that begins in the given number of hours and lasts two.</summary>
    public async Task<Guid> GivenSession(
        int? onSite = 10,
        int? online = 10,
        double startsInHours = 48,
        string? link = "https://video.example/saal"
    )
    {
        var id = Guid.CreateVersion7();
        if (link is not null)
        {
            await Service.Deliver(new OnlineAccessSet(id, 1, link));
        }

        await Announce(id, 1, onSite, online, startsInHours);
        if (link is not null)
        {
            await Eventually.Holds(async () =>
                (await Query(db => db.Sessions.AnyAsync(row => row.Id == id && row.OnlineLink == link))).ShouldBeTrue()
            );
        }

        return id;
    }

    /// <summary>Publishes the session and waits until it arrived.</summary>
    public async Task Announce(Guid id, long version, int? onSite, int? online, double startsInHours = 48)
    {
        await Service.Deliver(Scheduled(id, version, onSite, online, startsInHours));
        await Eventually.Holds(async () =>
            (await Query(db => db.Sessions.AnyAsync(row => row.Id == id && row.Version >= version))).ShouldBeTrue()
        );
    }

    public static SessionScheduled Scheduled(
        Guid id,
        long version,
        int? onSite,
        int? online,
        double startsInHours = 48
    ) =>
        new(
            id,
            version,
            "Digitale Ratsarbeit",
            "Wir tauschen uns aus.",
            "Digitalpolitik",
            TimeProvider.System.GetUtcNow().AddHours(startsInHours),
            "Europe/Berlin",
            120,
            (onSite, online) switch
            {
                (null, _) => SessionForm.Online,
                (_, null) => SessionForm.OnSite,
                _ => SessionForm.Hybrid,
            },
            new Venue("Rathaus", "Marktplatz 1", "96047", "Bamberg"),
            onSite ?? 0,
            online ?? 0,
            []
        );

    public async Task<JsonNode> Book(
        Guid session,
        Guid member,
        string answer,
        bool keep = false,
        string partner = Bamberg,
        string? question = null,
        string? needs = null
    )
    {
        using var client = Service.WithLink(partner, member, session);
        var response = await client.PutAsJsonAsync(
            $"/sessions/{session}/seat",
            new
            {
                answer,
                keepOnlineSeat = keep,
                question,
                accessibilityNeeds = needs,
            }
        );
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    public async Task<JsonNode> Seat(Guid session, Guid member, string partner = Bamberg)
    {
        using var client = Service.WithLink(partner, member, session);
        return (await client.GetFromJsonAsync<JsonNode>($"/sessions/{session}/seat"))!;
    }

    public async Task<T> Query<T>(Func<RegistrationDbContext, Task<T>> query)
    {
        await using var scope = Service.Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<RegistrationDbContext>());
    }
}
