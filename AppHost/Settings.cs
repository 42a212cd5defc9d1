using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

// The local system is bash, file modes and signals.
[assembly: SupportedOSPlatform("linux"), SupportedOSPlatform("macos")]

namespace Stadtgespraeche.AppHost;

/// <summary>
/// Where the local system lives: ports (all moved by STADTGESPRAECHE_PORT_OFFSET), the data directory
/// (STADTGESPRAECHE_LOCAL, else .local beside the solution), and secrets, which are made at the first start and kept in
/// files that only their owner reads.
/// </summary>
internal sealed class Settings
{
    private readonly int offset;
    private readonly string solution;

    public Settings(string appHostDirectory, string? local, string? portOffset)
    {
        solution = Path.GetFullPath(Path.Combine(appHostDirectory, ".."));
        Local = Path.GetFullPath(local is { Length: > 0 } ? local : Path.Combine(solution, ".local"));
        offset = portOffset is { Length: > 0 } ? int.Parse(portOffset, CultureInfo.InvariantCulture) : 0;
        Infrastructure = Path.Combine(appHostDirectory, "Infrastructure");
        Directory.CreateDirectory(Local);
        File.Delete(ReadyFile);
        Secrets = new(Folder("secrets"));
    }

    /// <summary>Containers know one superuser; private processes have an owner for each database.</summary>
    public bool Containers { get; } = ServerContainers.EngineRuns();

    public string Local { get; }
    public string Infrastructure { get; }

    /// <summary>What tools/Kit/build.sh has built; the same for every local system of this working copy.</summary>
    public string KitDirectory => Path.Combine(solution, ".local", "kit");

    public string RunScript => Path.Combine(solution, "run");
    public Secrets Secrets { get; }

    /// <summary>Appears when everything has become healthy; ./run waits for it.</summary>
    public string ReadyFile => Path.Combine(Local, "ready");

    public int Gateway => 8080 + offset;
    public int Postgres => 15432 + offset;
    public int RabbitMq => 15673 + offset;
    public int RabbitMqManagement => 15674 + offset;
    public int Dashboard => 18888 + offset;

    public int Smtp(int inbox) => 1080 + inbox + offset;

    public int Inbox(int inbox) => 8080 + inbox + offset;

    public string ManagementUrl => $"http://127.0.0.1:{RabbitMqManagement}";

    /// <summary>Who signs access tokens: the portal's address, for people see no other.</summary>
    public string Issuer => $"{PortalUrl}/";

    // By name, for browsers allow no passkeys at an address of numbers.
    public string PortalUrl => $"http://localhost:{Gateway}";

    public string OfPortal(string path) => PortalUrl + "/" + path;

    /// <summary>
    /// Not an interpolated string: Aspire's WithEnvironment would take that for an expression of its own.
    /// </summary>
    public static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    public const string VirtualHost = "stadtgespraeche";
    public string Management => $"http://provisioning:{Secret("rabbitmq-provisioning")}@127.0.0.1:{RabbitMqManagement}";

    public string Broker(string user) =>
        $"amqp://{user}:{Secret($"rabbitmq-{user}")}@127.0.0.1:{RabbitMq}/{VirtualHost}";

    public string PartnerBroker => $"amqp://127.0.0.1:{Text(RabbitMq)}/{VirtualHost}";

    public string Serving(string database) => Connection(database, database, Secret($"postgres-{database}"));

    public string Owner(string database) =>
        Containers
            ? Connection(database, "postgres", Secret("postgres"))
            : Connection(database, $"{database}_owner", Secret($"postgres-{database}-owner"));

    public static IReadOnlyList<string> Databases =>
        ["registration", "scheduling", "knowledge", "portal", .. LocalPartners.All.Select(partner => partner.Database)];

    /// <summary>A container's volume, one for each data directory; ./run reset knows the same name.</summary>
    public string Volume(string name) =>
        $"stadtgespraeche-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Local)))[..8]}-{name}";

    /// <summary>The verb of Registration that reads a small register, unless one has been read before.</summary>
    public string[] ImportMunicipalities =>
        ["import-municipalities", Path.Combine(solution, "tools", "Demo", "municipalities.txt"), "--if-none"];

    /// <summary>The verb of Notification that reads the demo members, as a city reads its own.</summary>
    public string[] ImportMembers(LocalPartner partner) =>
        ["import", Path.Combine(solution, "tools", "Demo", "members", $"{partner.Key}.csv")];

    /// <summary>What the demo cities publish as their legal pages; the hub's own deployment has none.</summary>
    public string? LegalPagesOf(LocalPartner partner) =>
        partner.IsHub ? null : Path.Combine(solution, "tools", "Demo", "legal");

    /// <summary>Below <see cref="Local"/>, for its owner only.</summary>
    public string Folder(string name)
    {
        var folder = Path.Combine(Local, name);
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        }

        return folder;
    }

    public string EmptyFolder(string name)
    {
        var folder = Folder(name);
        Directory.Delete(folder, recursive: true);
        return Folder(name);
    }

    public string Secret(string name) => Secrets.Text(name);

    private string Connection(string database, string user, string password) =>
        $"Host=127.0.0.1;Port={Postgres};Database={database};Username={user};Password={password}";
}
