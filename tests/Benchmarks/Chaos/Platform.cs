using Npgsql;
using Stadtgespraeche.Benchmarks.Fanout;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Benchmarks.Chaos;

/// <summary>
/// A gateway, two replicas of Registration, and three cities with their members and mail servers: everything that a seat
/// needs, admitted and imported as in a real one. Between the processes and their servers lie valves.
/// </summary>
internal sealed class Platform : IAsyncDisposable
{
    public const int MembersOfEach = 60;
    public const int Sessions = 5;
    public const int OnSite = 20;
    public const int Online = 30;
    public static readonly IReadOnlyList<string> Cities = ["musterstadt", "beispielhausen", "probeland"];
    private readonly List<IAsyncDisposable> parts = [];
    private readonly List<Func<Task>> imports = [];
    private readonly TemporaryCertificate certificate = new();
    private readonly Dictionary<string, PartnerSigner> signers = Cities.ToDictionary(
        city => city,
        city => new PartnerSigner(city)
    );

    public Uri Gateway { get; } = ServiceProcess.FreeAddress();

    public PrivatePostgres Postgres { get; private set; } = null!;

    public PrivateRabbitMq Broker { get; private set; } = null!;

    public Valve ToPostgres { get; private set; } = null!;

    public Valve ToBroker { get; private set; } = null!;

    public List<Victim> Victims { get; } = [];

    public Dictionary<string, MailSink> Inboxes { get; } = [];

    /// <summary>Of Registration ("hub") and the cities, past the valve.</summary>
    public Dictionary<string, NpgsqlDataSource> Databases { get; } = [];

    public static Guid Session(int number) => Guid.Parse($"00000000-0000-7000-9000-{number:D12}");

    public static async Task<Platform> StartAsync()
    {
        var platform = new Platform();
        try
        {
            await platform.StartPartsAsync();
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    public string Link(Guid member, string city, Guid session) => signers[city].Link(member, session);

    /// <summary>The members that the hub has heard of from the cities.</summary>
    public async Task<IReadOnlyList<(Guid Id, string City)>> MembersAsync()
    {
        var members = new List<(Guid, string)>();
        await using var command = Databases["hub"].CreateCommand("select id, partner from members where version > 0");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            members.Add((reader.GetGuid(0), reader.GetString(1)));
        }

        return members;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Victims.Concat(Enumerable.Reverse(parts)))
        {
            await part.DisposeAsync();
        }

        certificate.Dispose();
    }

    private async Task StartPartsAsync()
    {
        Postgres = Keep(await PrivatePostgres.StartAsync(fsync: true));
        Broker = Keep(await PrivateRabbitMq.StartAsync(management: true));
        ToBroker = Keep(new Valve(Broker.Address.Port));
        ToPostgres = Keep(new Valve(new NpgsqlConnectionStringBuilder(Postgres.ConnectionString).Port));
        await PrepareHubAsync();
        foreach (var city in Cities)
        {
            await PrepareCityAsync(city);
        }

        foreach (var victim in Victims)
        {
            victim.Start();
        }

        // A city takes its list in when it has heard what the hub knows, and tells the hub its members.
        foreach (var import in imports)
        {
            await Eventually.Holds(import);
        }

        await Eventually.Holds(async () =>
        {
            if ((await MembersAsync()).Count < MembersOfEach * Cities.Count)
            {
                throw new InvalidOperationException("The hub does not know all members yet.");
            }
        });
        for (var number = 0; number < Sessions; number++)
        {
            await Wire.PublishAsync(
                Broker.Address,
                Wire.ExchangeOf(typeof(SessionScheduled)),
                "",
                SampleCity.Session(number)
            );
        }
    }

    private async Task PrepareHubAsync()
    {
        var settings = Settings(await DatabaseAsync("hub"), Broker.Address);
        settings["KeyRing__Certificate"] = certificate.File;
        await ServiceProcess.RunAsync("services/Registration", ["migrate"], Direct("hub", settings));
        var replicas = Enumerable.Range(0, 2).Select(_ => ServiceProcess.FreeAddress().ToString()).ToList();
        var gateway = new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = Gateway.ToString(),
            ["RateLimits__Token__Burst"] = "1000000",
            ["RateLimits__Network__Burst"] = "1000000",
        };
        foreach (var (number, address) in replicas.Index())
        {
            Add($"Registration {number}", "services/Registration", new(settings) { ["ASPNETCORE_URLS"] = address });
            gateway[$"services__registration__http__{number}"] = address;
        }

        // A city waits until both have told what they know.
        foreach (var other in (string[])["Scheduling", "Knowledge"])
        {
            var own = Settings(await DatabaseAsync(other), Broker.Address);
            own["services__registration__http__0"] = replicas[0];
            own["Calendar__PortalUrl"] = Gateway.ToString();
            own["ASPNETCORE_URLS"] = gateway[$"services__{other.ToLowerInvariant()}__http__0"] = ServiceProcess
                .FreeAddress()
                .ToString();
            await ServiceProcess.RunAsync($"services/{other}", ["migrate"], Direct(other, own));
            Add(other, $"services/{other}", own);
        }

        gateway["services__portal__http__0"] = replicas[0];
        Add("gateway", "gateway", gateway);
    }

    private async Task PrepareCityAsync(string city)
    {
        var (password, code) = ($"{Guid.NewGuid():N}", $"{Guid.NewGuid():N}");
        var hub = Settings(Databases["hub"].ConnectionString, Broker.Address);
        hub["KeyRing__Certificate"] = certificate.File;
        hub["Broker__Management"] = Broker.Management.ToString();
        (hub["Provision__Password"], hub["Provision__EnrolmentCode"]) = (password, code);
        await ServiceProcess.RunAsync(
            "services/Registration",
            ["provision", city, "--name", city, "--connected"],
            Direct("hub", hub)
        );
        await TrustAsync(city);
        var settings = Settings(
            await DatabaseAsync(city),
            new UriBuilder(Broker.Address) { UserName = city, Password = password }.Uri
        );
        Inboxes[city] = Keep(MailSink.Start(apart: true));
        foreach (var (name, value) in SampleCity.Settings(city, Inboxes[city].Port, certificate.Folder, code))
        {
            settings[name] = value;
        }

        var list = await SampleCity.WriteMembersAsync(city, certificate.Folder);
        await ServiceProcess.RunAsync("services/Notification", ["migrate"], Direct(city, settings));
        imports.Add(() => ServiceProcess.RunAsync("services/Notification", ["import", list], Direct(city, settings)));
        Add($"Notification {city}", "services/Notification", settings);
    }

    /// <summary>Besides the key of the city itself, the one with which the storm signs its links.</summary>
    private async Task TrustAsync(string city)
    {
        await using var command = Databases["hub"]
            .CreateCommand(
                "insert into partner_keys (partner, key_id, public_key, accepted_at) values ($1, $2, $3, now())"
            );
        foreach (var value in (string[])[city, signers[city].KeyId, signers[city].PublicKey])
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> DatabaseAsync(string name)
    {
        var connection = await Postgres.CreateDatabaseAsync();
        Databases[name] = Keep(NpgsqlDataSource.Create(connection));
        return connection;
    }

    /// <summary>Through the valves.</summary>
    private Dictionary<string, string> Settings(string database, Uri broker) =>
        new()
        {
            ["ConnectionStrings__database"] = new NpgsqlConnectionStringBuilder(database)
            {
                Port = ToPostgres.Port,
            }.ConnectionString,
            ["ConnectionStrings__rabbitmq"] = new UriBuilder(broker) { Port = ToBroker.Port }.Uri.ToString(),
        };

    private Dictionary<string, string> Direct(string name, Dictionary<string, string> settings) =>
        new(settings) { ["ConnectionStrings__owner"] = Databases[name].ConnectionString };

    private void Add(string name, string project, Dictionary<string, string> settings) =>
        Victims.Add(new Victim(name, project, settings, Path.Combine(certificate.Folder, $"{name}.log")));

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        parts.Add(part);
        return part;
    }
}
