using System.Text;
using Jose;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Messaging.Inbox;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Members.Import;
using Stadtgespraeche.Notification.SignIn;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests;

/// <summary>
/// One city's running service with a mail server and a scripted hub, which speaks and hears through the broker.
/// </summary>
public sealed class City : IAsyncDisposable
{
    public const string Key = "kaiserslautern";

    // Another one's where a test says so in its settings.
    private string key = Key;

    private City(ServiceUnderTest<Program> service, ScriptedMailServer mails, MovableClock clock)
    {
        Service = service;
        Mails = mails;
        Clock = clock;
    }

    public ServiceUnderTest<Program> Service { get; private set; }

    public ScriptedMailServer Mails { get; }

    public MovableClock Clock { get; }

    public Listener<MemberEnrolled> Enrolled { get; private set; } = null!;

    public Listener<DeliveryReported> Reported { get; private set; } = null!;

    public Listener<ResendRequested> ResendRequests { get; private set; } = null!;

    /// <summary>
    /// Starts a city; unless told otherwise the hub answers at once that it has no facts yet, so that mails may go.
    /// </summary>
    public static async Task<City> StartAsync(
        Dictionary<string, string>? settings = null,
        bool hubAnswers = true,
        int? timeoutSeconds = null,
        int? port = null,
        string? databaseZone = null,
        bool hubTrusts = true
    )
    {
        var mails = new ScriptedMailServer();
        var clock = new MovableClock();
        var all = new Dictionary<string, string>
        {
            ["Partner:Key"] = Key,
            ["Partner:Name"] = "Kaiserslautern",
            ["Partner:Sender"] = "Stadtgespräche Kaiserslautern <stadtgespraeche@kaiserslautern.example>",
            ["Partner:Imprint"] = "Stadt Kaiserslautern | Beispielstraße 1, 00000 Kaiserslautern",
            ["Portal:Url"] = "https://portal.example",
            ["Keys:Directory"] = Directory.CreateTempSubdirectory("keys-").FullName,
            ["Enrolment:Code"] = "only-for-tests",
            ["Smtp:Port"] = mails.Port.ToString(),
            // As the kit has it where a mail server asks for no login.
            ["Smtp:User"] = "",
            ["Smtp:TimeoutSeconds"] = (timeoutSeconds ?? 20).ToString(),
            ["Planning:Seconds"] = "1",
            ["Planning:SettleSeconds"] = "0",
            ["ConnectionStrings:rabbitmq"] = (await TestServers.CreateVirtualHostAsync()).ToString(),
        };
        foreach (var (name, value) in settings ?? [])
        {
            all[name] = value;
        }

        if (databaseZone is not null)
        {
            all["ConnectionStrings:database"] = await DatabaseIn(databaseZone);
        }

        // The hub's ears are there before the city speaks, as its queues are.
        var broker = new Uri(all["ConnectionStrings:rabbitmq"]);
        var (enrolled, reported, requests) = (
            await Listener<MemberEnrolled>.StartAsync(broker, $"from.{all["Partner:Key"]}"),
            await Listener<DeliveryReported>.StartAsync(broker, $"from.{all["Partner:Key"]}"),
            await Listener<ResendRequested>.StartAsync(broker, $"from.{all["Partner:Key"]}")
        );
        var city = new City(await ServiceUnderTest<Program>.StartAsync(all, clock, port), mails, clock)
        {
            key = all["Partner:Key"],
            Enrolled = enrolled,
            Reported = reported,
            ResendRequests = requests,
        };
        if (hubTrusts)
        {
            await city.TrustKey();
        }

        if (hubAnswers)
        {
            var asked = await city.ResendRequests.Next(_ => true);
            await city.CompleteResend(asked.Resend);
            await Eventually.Holds(async () =>
                (await city.Query(db => db.Installations.SingleAsync())).HoldResend.ShouldBeNull()
            );
        }

        return city;
    }

    /// <summary>A database as initdb makes it on a machine of that time zone.</summary>
    private static async Task<string> DatabaseIn(string zone)
    {
        var database = await MigratedDatabase.CreateAsync<NotificationDbContext>();
        await using var server = NpgsqlDataSource.Create(TestServers.Postgres);
        await using var set = server.CreateCommand(
            $"alter database {new NpgsqlConnectionStringBuilder(database).Database} set timezone to '{zone}'"
        );
        await set.ExecuteNonQueryAsync();
        return database;
    }

    /// <summary>How the hub stands to the key that signs this city's links.</summary>
    public Task TrustKey(PartnerKeyStanding standing = PartnerKeyStanding.Trusted) =>
        Hear(new PartnerKeyJudged(key, Service.Services.GetRequiredService<LinkKeys>().KeyId, standing));

    /// <summary>All three owners say how many facts they sent.</summary>
    public async Task CompleteResend(Guid resend, int registration = 0, int scheduling = 0, int knowledge = 0)
    {
        await Hear(new ResendCompleted(key, resend, "registration", registration));
        await Hear(new ResendCompleted(key, resend, "scheduling", scheduling));
        await Hear(new ResendCompleted(key, resend, "knowledge", knowledge));
    }

    /// <summary>The city hears one message from the hub.</summary>
    public Task Hear(object message, Guid? messageId = null) => Service.DeliverTo(key, message, messageId);

    /// <summary>Hears it and has done what it does about it.</summary>
    public async Task HearOut(object message)
    {
        var id = Guid.NewGuid();
        await Hear(message, id);
        await Eventually.Holds(async () =>
            (await Query(db => db.Set<InboxMessage>().AnyAsync(row => row.MessageId == id))).ShouldBeTrue()
        );
    }

    /// <summary>As the hub seals what only this city may read.</summary>
    public string Seal(string text)
    {
        var keys = Service.Services.GetRequiredService<AddressKeys>();
        return JWT.Encode(
            $"{text}   ",
            Jwk.FromJson(keys.PublicKey),
            JweAlgorithm.ECDH_ES_A256KW,
            JweEncryption.A256GCM,
            extraHeaders: new Dictionary<string, object> { ["kid"] = keys.KeyId }
        );
    }

    public Task<ImportReport> Import(string csv, bool dryRun = false) =>
        Import(MemberFile.Read(Encoding.UTF8.GetBytes(csv)).Batch, dryRun);

    /// <summary>Takes people in as a source without a file does.</summary>
    public Task<ImportReport> Take(params MemberRecord[] records) =>
        Import(new MemberBatch(records, []), dryRun: false);

    private async Task<ImportReport> Import(MemberBatch batch, bool dryRun)
    {
        await using var scope = Service.Services.CreateAsyncScope();
        return await ImportMembers.HandleAsync(
            scope.ServiceProvider.GetRequiredService<NotificationDbContext>(),
            scope.ServiceProvider.GetRequiredService<Tombstones>(),
            Key,
            batch,
            dryRun,
            DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime),
            null,
            CancellationToken.None
        );
    }

    /// <summary>Imports a member and lets the hub accept it.</summary>
    public async Task<(Guid Id, string Address)> Member(string name = "Testina Musterfrau")
    {
        var reference = Guid.NewGuid().ToString("N");
        var (first, last) = (name.Split(' ')[0], name.Split(' ')[1]);
        await Import($"Kennung;Vorname;Nachname;E-Mail\n{reference};{first};{last};{reference}@rat.example");
        var address = $"{reference}@rat.example";
        var id = await Query(db =>
            db.Members.Where(member => member.Email == address).Select(member => member.Id).SingleAsync()
        );
        var enrolled = await Enrolled.Next(member => member.MemberId == id);
        await Hear(new MemberAccepted(Key, id, enrolled.Version, enrolled.DisplayName, []));
        await Eventually.Holds(async () =>
            (await Query(db => db.Members.SingleAsync(member => member.Id == id))).State.ShouldBe(MemberState.Accepted)
        );
        return (id, address);
    }

    /// <summary>A hybrid session, 30 days ahead unless told otherwise, with plainly invented content.</summary>
    public SessionScheduled Session(double days = 30, SessionForm form = SessionForm.Hybrid) =>
        new(
            Guid.CreateVersion7(),
            1,
            "Digitale Bürgerbeteiligung",
            "Erfahrungen aus drei Städten.",
            "Beteiligung",
            new DateTimeOffset(
                Clock.GetUtcNow().AddDays(days).Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute,
                TimeSpan.Zero
            ),
            "Europe/Berlin",
            120,
            form,
            form == SessionForm.Online
                ? null
                : new Venue("Musterhaus", "Beispielweg 1", "00000", "Musterstadt", "Stufenloser Zugang"),
            30,
            100,
            [
                new ProgrammeItem(ProgrammeItemKind.Welcome, "Begrüßung", 10),
                new ProgrammeItem(
                    ProgrammeItemKind.Impulse,
                    "Mitreden",
                    20,
                    "Rita Beispiel",
                    "Musterstadt",
                    "Mitmachkarte"
                ),
            ]
        );

    /// <summary>
    /// Sets the clock forward when no mail is on its way: what the mail server has is not yet written down as sent, and
    /// would be at the later time.
    /// </summary>
    public async Task Advance(TimeSpan by)
    {
        await Eventually.Holds(async () =>
            (await Query(db => db.Mails.AnyAsync(mail => mail.Status == MailStatus.Sending))).ShouldBeFalse()
        );
        Clock.Advance(by);
    }

    public async Task<T> Query<T>(Func<NotificationDbContext, Task<T>> query)
    {
        await using var scope = Service.Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<NotificationDbContext>());
    }

    public Task<List<Mail>> MailsOf(Guid member) =>
        Query(db =>
            db.Mails.AsNoTracking().Where(mail => mail.MemberId == member).OrderBy(mail => mail.Version).ToListAsync()
        );

    /// <summary>
    /// Stops the service and starts it again on the same database, broker and keys; the hub answers its announcement.
    /// </summary>
    public async Task RestartAsync(IReadOnlyDictionary<string, string>? changes = null, bool hubTrusts = true)
    {
        var settings = Service.Settings.ToDictionary();
        foreach (var (name, value) in changes ?? new Dictionary<string, string>())
        {
            settings[name] = value;
        }

        await Service.DisposeAsync();
        Service = await ServiceUnderTest<Program>.StartAsync(settings, Clock);
        if (hubTrusts)
        {
            await TrustKey();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Mails.DisposeAsync();
        await Enrolled.DisposeAsync();
        await Reported.DisposeAsync();
        await ResendRequests.DisposeAsync();
    }
}

/// <summary>The real clock, set forward by tests.</summary>
public sealed class MovableClock : TimeProvider
{
    private TimeSpan ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;

    public void Advance(TimeSpan by) => ahead += by;

    public void SetTo(DateTimeOffset moment) => ahead = moment - System.GetUtcNow();
}
