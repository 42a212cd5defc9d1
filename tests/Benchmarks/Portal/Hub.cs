using Npgsql;
using Stadtgespraeche.Benchmarks.Seats;
using Stadtgespraeche.Messaging.Topology;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Benchmarks.Portal;

/// <summary>
/// A hub as people meet it: three services, the portal and the gateway as processes of their own, PostgreSQL with fsync, a
/// broker. Limits that guard against one network are wide, because everybody comes from this machine.
/// </summary>
internal sealed class Hub : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> parts = [];
    private readonly Dictionary<string, ServiceProcess> programs = [];
    private readonly Dictionary<string, NpgsqlDataSource> databases = [];
    private readonly Dictionary<string, int> servers = [];
    private readonly TemporaryCertificate certificate = new();

    public Uri Gateway => programs["gateway"].Address;

    /// <summary>The same gateway before an endpoint that does nothing.</summary>
    public Uri Empty => programs["gateway before nothing"].Address;

    public BenchHall Hall { get; private set; } = null!;

    public NpgsqlDataSource this[string service] => databases[service];

    public static async Task<Hub> StartAsync()
    {
        var hub = new Hub();
        try
        {
            await hub.StartPartsAsync();
            return hub;
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    /// <summary>Seconds of a processor by program, since the start.</summary>
    public IReadOnlyDictionary<string, double> ProcessorTime() =>
        programs
            .ToDictionary(program => program.Key, program => program.Value.ProcessorTime.TotalSeconds)
            .Concat(servers.ToDictionary(server => server.Key, server => ProcessTree.Seconds(server.Value)))
            .ToDictionary();

    public async ValueTask DisposeAsync()
    {
        parts.Reverse();
        foreach (var part in parts)
        {
            await part.DisposeAsync();
        }

        certificate.Dispose();
    }

    private static string Folder(string project) => project == "Portal" ? "portal" : $"services/{project}";

    private async Task StartPartsAsync()
    {
        var postgres = Keep(await PrivatePostgres.StartAsync(fsync: true));
        var broker = Keep(await PrivateRabbitMq.StartAsync());
        (servers["PostgreSQL"], servers["RabbitMQ"]) = (postgres.ProcessId, broker.ProcessId);
        var common = new Dictionary<string, string>
        {
            ["ConnectionStrings__rabbitmq"] = broker.Address.ToString(),
            ["KeyRing__Certificate"] = certificate.File,
        };
        var (gateway, empty) = (ServiceProcess.FreeAddress(), Keep(await EmptyEndpoint.StartAsync()));
        common["services__gateway__http__0"] = gateway.ToString();
        common["SignIn__Issuer"] = gateway.ToString();
        common["SignIn__ClientSecret"] = common["SignIn__Clients__portal__Secret"] = Guid.NewGuid().ToString("N");
        common["SignIn__Clients__portal__RedirectUris__0"] = new Uri(gateway, "signin-oidc").ToString();
        common["SignIn__Clients__portal__FirstParty"] = "true";
        common["Calendar__PortalUrl"] = gateway.ToString();
        common["Feedback__Directory"] = certificate.Folder;
        common["Portal__Addresses"] = "127.0.0.1";
        common["RateLimits__Token__Burst"] = common["RateLimits__Network__Burst"] = "1000000";
        foreach (var project in (string[])["Registration", "Scheduling", "Knowledge", "Portal"])
        {
            await PrepareAsync(project, await postgres.CreateDatabaseAsync(), common);
        }

        Hall = new BenchHall(this["Registration"], new PartnerSigner(BenchHall.Partner));
        await Hall.FillAsync();
        await Programme.FillAsync(this["Scheduling"], this["Knowledge"]);
        await PartnerTopology.DeclareAsync(broker.Address.ToString(), BenchHall.Partner, CancellationToken.None);
        foreach (var project in (string[])["Registration", "Scheduling", "Knowledge", "Portal"])
        {
            common["ConnectionStrings__database"] = this[project].ConnectionString;
            var program = await ServeAsync(project, Folder(project), common);
            common[$"services__{project.ToLowerInvariant()}__http__0"] = program.Address.ToString();
            common["services__registration__http__0"] = programs["Registration"].Address.ToString();
        }

        await ServeAsync("gateway", "gateway", common, gateway);
        var before = new Dictionary<string, string>(common);
        foreach (var name in (string[])["registration", "scheduling", "knowledge", "portal"])
        {
            before[$"services__{name}__http__0"] = empty.Address.ToString();
        }

        await ServeAsync("gateway before nothing", "gateway", before);
    }

    private async Task PrepareAsync(string project, string database, Dictionary<string, string> common)
    {
        databases[project] = Keep(NpgsqlDataSource.Create(database));
        var settings = new Dictionary<string, string>(common)
        {
            ["ConnectionStrings__database"] = database,
            ["ConnectionStrings__owner"] = database,
        };
        await ServiceProcess.RunAsync(Folder(project), ["migrate"], settings);
    }

    private async Task<ServiceProcess> ServeAsync(
        string name,
        string folder,
        Dictionary<string, string> settings,
        Uri? address = null
    ) => programs[name] = Keep(await ServiceProcess.StartAsync(folder, settings, address));

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        parts.Add(part);
        return part;
    }
}
