using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Partners.Kit;

/// <summary>
/// What a city needs to run its Notification, as one ZIP file: the executable, its configuration with everything filled
/// in that we know, a systemd unit and instructions, as <c>tools/Kit/build.sh</c> has built them. It is packed while it
/// is sent, so it never lies in memory or on a disk with its password.
/// </summary>
internal sealed class DeploymentKit(IOptions<KitOptions> options, IConfiguration configuration)
{
    private const string ConfigurationFile = "notification.conf";
    private const string Program = "notification";
    private readonly KitOptions kit = options.Value;

    /// <summary>
    /// Why there is no kit here. Asked before new credentials are made, because those end the earlier ones.
    /// </summary>
    public ProblemHttpResult? Refusal() =>
        kit.Broker is null
        || PortalUrl is null
        || kit.Directory is null
        || !File.Exists(Path.Combine(kit.Directory, Program))
            ? Problems.Of(
                StatusCodes.Status503ServiceUnavailable,
                "kit-not-available",
                "Das Paket ist auf diesem Server gerade nicht hinterlegt. Bitte versuchen Sie es später noch einmal."
            )
            : null;

    /// <summary>The kit of one partner, named after it. Only when <see cref="Refusal"/> has nothing to say.</summary>
    public PushStreamHttpResult Stream(HttpContext http, string key, string name, string password, string enrolmentCode)
    {
        http.Response.Headers.CacheControl = "no-store";
        // The end of a packed file is always written synchronously: .NET 10 turns DisposeAsync of an entry into
        // Dispose.
        http.Features.Get<IHttpBodyControlFeature>()?.AllowSynchronousIO = true;
        // Read first: a failure after this point could not be reported any more.
        var filled = KitConfiguration.Fill(
            File.ReadAllText(Path.Combine(kit.Directory!, ConfigurationFile)),
            new Dictionary<string, string>
            {
                ["Partner__Key"] = key,
                ["Partner__Name"] = name,
                ["ConnectionStrings__rabbitmq"] = BrokerOf(key, password),
                ["Portal__Url"] = PortalUrl!,
                ["Enrolment__Code"] = enrolmentCode,
            }
        );
        var directory = new DirectoryInfo(kit.Directory!);
        return TypedResults.Stream(
            response => PackAsync(directory, filled, response, http.RequestAborted),
            "application/zip",
            $"stadtgespraeche-{key}.zip"
        );
    }

    private string? PortalUrl => (kit.Portal ?? configuration["SignIn:Issuer"])?.TrimEnd('/');

    private string BrokerOf(string key, string password)
    {
        var broker = new Uri(kit.Broker!);
        return $"{broker.Scheme}://{key}:{Uri.EscapeDataString(password)}@{broker.Authority}{broker.AbsolutePath}";
    }

    private static async Task PackAsync(
        DirectoryInfo directory,
        string filled,
        Stream response,
        CancellationToken cancellationToken
    )
    {
        await using var zip = await ZipArchive.CreateAsync(
            response,
            ZipArchiveMode.Create,
            leaveOpen: true,
            entryNameEncoding: null,
            cancellationToken
        );
        foreach (var file in directory.EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.Length))
        {
            var path = Path.GetRelativePath(directory.FullName, file.FullName).Replace('\\', '/');
            if (path.StartsWith('.'))
            {
                continue;
            }

            var entry = zip.CreateEntry(path, CompressionLevel.Fastest);
            entry.LastWriteTime = file.LastWriteTime;
            // Type and mode of a Unix file stand in the upper half.
            entry.ExternalAttributes =
                Convert.ToInt32(
                    path switch
                    {
                        Program => "100755",
                        ConfigurationFile => "100600",
                        _ => "100644",
                    },
                    8
                ) << 16;
            await using var packed = await entry.OpenAsync(cancellationToken);
            if (path == ConfigurationFile)
            {
                await packed.WriteAsync(System.Text.Encoding.UTF8.GetBytes(filled), cancellationToken);
                continue;
            }

            await using var source = file.OpenRead();
            await source.CopyToAsync(packed, cancellationToken);
        }
    }
}
