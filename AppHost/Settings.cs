using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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
    private readonly int offset = int.Parse(
        Environment.GetEnvironmentVariable("STADTGESPRAECHE_PORT_OFFSET") is { Length: > 0 } moved ? moved : "0",
        CultureInfo.InvariantCulture
    );

    public Settings(string appHostDirectory)
    {
        Local = Environment.GetEnvironmentVariable("STADTGESPRAECHE_LOCAL") is { Length: > 0 } chosen
            ? Path.GetFullPath(chosen)
            : Path.GetFullPath(Path.Combine(appHostDirectory, "..", ".local"));
        Infrastructure = Path.Combine(appHostDirectory, "Infrastructure");
        KitDirectory = Path.GetFullPath(Path.Combine(appHostDirectory, "..", ".local", "kit"));
        Directory.CreateDirectory(Local);
        File.Delete(ReadyFile);
    }

    public string Local { get; }
    public string Infrastructure { get; }

    /// <summary>What tools/Kit/build.sh has built; the same for every local system of this working copy.</summary>
    public string KitDirectory { get; }

    /// <summary>Appears when everything has become healthy; ./run waits for it.</summary>
    public string ReadyFile => Path.Combine(Local, "ready");

    public int Gateway => 8080 + offset;
    public int Postgres => 15432 + offset;
    public int RabbitMq => 15673 + offset;
    public int RabbitMqManagement => 15674 + offset;
    public IEnumerable<int> Inboxes => [1, 2, 3];

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

    /// <summary>Containers know one superuser; private processes have an owner for each database.</summary>
    public bool Containers { get; set; }

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
        ["registration", "scheduling", "knowledge", "portal", .. Partner.All.Select(partner => partner.Database)];

    /// <summary>A container's volume, one for each data directory; ./run reset knows the same name.</summary>
    public string Volume(string name) =>
        $"stadtgespraeche-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Local)))[..8]}-{name}";

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

    public string Secret(string name)
    {
        var file = Path.Combine(Folder("secrets"), name);
        if (!File.Exists(file))
        {
            WritePrivately(file, Encoding.UTF8.GetBytes(RandomNumberGenerator.GetHexString(32, lowercase: true)));
        }

        return File.ReadAllText(file);
    }

    /// <summary>A PKCS#12 file with a private key, made once; <see cref="Secret"/> of the same name opens it.</summary>
    public string Certificate(string name)
    {
        var file = Path.Combine(Folder("secrets"), $"{name}.p12");
        if (!File.Exists(file))
        {
            using var key = RSA.Create(3072);
            var request = new CertificateRequest(
                $"CN={name}",
                key,
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            );
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
            WritePrivately(file, certificate.Export(X509ContentType.Pkcs12, Secret(name)));
        }

        return file;
    }

    /// <summary>KEY=VALUE lines for tools and tests.</summary>
    public void WriteEnvironmentFile()
    {
        var lines = new StringBuilder();
        void Line(string key, object value) =>
            lines.Append(CultureInfo.InvariantCulture, $"{key.ToUpperInvariant()}={value}\n");

        Line("PORTAL_URL", PortalUrl);
        Line("API_URL", $"{PortalUrl}/api");
        Line("DASHBOARD_URL", $"http://127.0.0.1:{18888 + offset}");
        foreach (var database in Databases)
        {
            Line($"DATABASE_{database}", Serving(database));
            Line($"DATABASE_{database}_OWNER", Owner(database));
        }

        Line("BROKER", Broker("hub"));
        Line("BROKER_MANAGEMENT", Management);
        foreach (var partner in Partner.All)
        {
            Line($"BROKER_{partner.Key.Replace('-', '_')}", Broker(partner.Key));
            Line($"INBOX_{partner.Key.Replace('-', '_')}", $"http://127.0.0.1:{Inbox(partner.Inbox)}");
            Line($"SMTP_{partner.Key.Replace('-', '_')}", $"127.0.0.1:{Smtp(partner.Inbox)}");
        }

        WritePrivately(Path.Combine(Local, "env"), Encoding.UTF8.GetBytes(lines.ToString()));
    }

    private string Connection(string database, string user, string password) =>
        $"Host=127.0.0.1;Port={Postgres};Database={database};Username={user};Password={password}";

    private static void WritePrivately(string file, byte[] content)
    {
        using var stream = new FileStream(
            file,
            new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }
        );
        stream.Write(content);
    }
}
