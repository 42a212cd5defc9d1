using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Stadtgespraeche.Packages.Tests;

/// <summary>
/// A NuGet feed (protocol version 3) with one invented package, and with a vulnerability of it if there is a severity.
/// </summary>
internal sealed class Feed : IAsyncDisposable
{
    public const string Advisory = "https://advisories.example/invented-1";
    private readonly HttpListener listener = new();
    private readonly Task answering;

    public Feed()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }

        listener.Prefixes.Add($"{Address}/");
        listener.Start();
        answering = AnswerAsync();
    }

    /// <summary>0 low, 3 critical; null: this feed knows nothing of vulnerabilities.</summary>
    public int? Severity { get; init; }

    public string Package { get; } = $"invented.package{Guid.NewGuid():N}"[..24];

    public string Address { get; }

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await answering;
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            try
            {
                var context = await listener.GetContextAsync();
                var body = BodyOf(context.Request.Url!.AbsolutePath);
                context.Response.StatusCode = body is null ? 404 : 200;
                await context.Response.OutputStream.WriteAsync(body ?? []);
                context.Response.Close();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private byte[]? BodyOf(string path) =>
        path switch
        {
            "/index.json" => Text(
                $$"""
                {"version":"3.0.0","resources":[{"@id":"{{Address}}/flat/","@type":"PackageBaseAddress/3.0.0"}
                {{(
                    Severity is null
                        ? ""
                        : $",{{\"@id\":\"{Address}/known.json\",\"@type\":\"VulnerabilityInfo/6.7.0\"}}"
                )}} ]}
                """
            ),
            "/known.json" => Text(
                $$"""[{"@name":"base","@id":"{{Address}}/base.json","@updated":"2026-11-01T00:00:00Z"}]"""
            ),
            "/base.json" => Text(
                $$"""{"{{Package}}":[{"severity":{{Severity}},"url":"{{Advisory}}","versions":"(, 2.0.0)"}]}"""
            ),
            _ when path == $"/flat/{Package}/index.json" => Text("""{"versions":["1.0.0"]}"""),
            _ when path.EndsWith(".nupkg", StringComparison.Ordinal) => Packed(),
            _ => null,
        };

    private byte[] Packed()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(
                archive,
                $"{Package}.nuspec",
                $"""
                <package><metadata><id>{Package}</id><version>1.0.0</version><authors>Nobody</authors>
                <description>Invented</description></metadata></package>
                """
            );
            Add(archive, "lib/net10.0/_._", "");
        }

        return file.ToArray();
    }

    private static void Add(ZipArchive archive, string name, string text)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(Text(text));
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
