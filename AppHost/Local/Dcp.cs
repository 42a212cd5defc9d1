using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Aspire.Hosting;

/// <summary>
/// Aspire's orchestrator as a child process, and the few calls of its Kubernetes-like API that are needed.
/// </summary>
internal sealed partial class Dcp : IAsyncDisposable
{
    private const string Api = "/apis/usvc-dev.developer.microsoft.com/v1";

    // They describe the AppHost itself; what it starts must not inherit them.
    private static readonly string[] Own =
    [
        "ASPNETCORE_URLS",
        "ASPNETCORE_ENVIRONMENT",
        "DOTNET_ENVIRONMENT",
        "DOTNET_LAUNCH_PROFILE",
    ];

    private readonly Process process;
    private readonly DirectoryInfo session;
    private readonly HttpClient http;

    private Dcp(Process process, DirectoryInfo session, HttpClient http) =>
        (this.process, this.session, this.http) = (process, session, http);

    public static async Task<Dcp> StartAsync(AspireBundle bundle, CancellationToken stop)
    {
        var session = Directory.CreateTempSubdirectory("aspire-dcp-");
        var kubeconfig = Path.Combine(session.FullName, "kubeconfig");
        var start = new ProcessStartInfo(bundle.Dcp) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (
            var arg in (string[])
                ["start-apiserver", "--kubeconfig", kubeconfig, "--monitor", $"{Environment.ProcessId}"]
        )
        {
            start.ArgumentList.Add(arg);
        }

        start.Environment["DCP_SESSION_FOLDER"] = session.FullName;
        foreach (var name in Own)
        {
            start.Environment.Remove(name);
        }

        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var config = "";
        while (!KubeconfigServer.IsMatch(config) || !KubeconfigToken.IsMatch(config))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"Aspire's orchestrator ended with code {process.ExitCode}.");
            }

            await Task.Delay(100, stop);
            config = File.Exists(kubeconfig) ? await File.ReadAllTextAsync(kubeconfig, stop) : "";
        }

        var dcp = new Dcp(process, session, Connect(config));
        while (!await dcp.AnswersAsync(stop))
        {
            await Task.Delay(100, stop);
        }

        return dcp;
    }

    public Task<JsonNode> CreateAsync(string kind, string name, JsonObject spec, JsonObject? annotations = null) =>
        SendAsync(
            HttpMethod.Post,
            $"{Api}/{kind.ToLowerInvariant()}s",
            new JsonObject
            {
                ["apiVersion"] = "usvc-dev.developer.microsoft.com/v1",
                ["kind"] = kind,
                ["metadata"] = new JsonObject { ["name"] = name, ["annotations"] = annotations },
                ["spec"] = spec,
            }
        );

    public Task<JsonNode> GetAsync(string kind, string name) =>
        SendAsync(HttpMethod.Get, $"{Api}/{kind.ToLowerInvariant()}s/{name}", body: null);

    public Task StopAsync(string executable) =>
        SendAsync(
            HttpMethod.Patch,
            $"{Api}/executables/{executable}",
            new JsonArray(
                new JsonObject
                {
                    ["op"] = "replace",
                    ["path"] = "/spec/stop",
                    ["value"] = true,
                }
            ),
            "application/json-patch+json"
        );

    /// <summary>Every change of every executable, beginning with the present state.</summary>
    public async IAsyncEnumerable<JsonNode> WatchExecutablesAsync([EnumeratorCancellation] CancellationToken stop)
    {
        using var reader = new StreamReader(await http.GetStreamAsync($"{Api}/executables?watch=true", stop));
        while (await reader.ReadLineAsync(stop) is { } line)
        {
            yield return JsonNode.Parse(line)!["object"]!;
        }
    }

    public async Task<StreamReader> OpenLogAsync(
        string executable,
        string source,
        bool follow,
        CancellationToken stop
    ) =>
        new(
            await http.GetStreamAsync(
                $"{Api}/executables/{executable}/log?source={source}&follow={(follow ? "true" : "false")}",
                stop
            )
        );

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await SendAsync(
                HttpMethod.Patch,
                "/admin/execution",
                new JsonObject { ["status"] = "Stopping" },
                "application/merge-patch+json"
            );
            await process.WaitForExitAsync(patience.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        http.Dispose();
        process.Dispose();
        if (session.Exists)
        {
            session.Delete(recursive: true);
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken stop)
    {
        try
        {
            using var answer = await http.GetAsync($"{Api}/executables", stop);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<JsonNode> SendAsync(
        HttpMethod method,
        string path,
        JsonNode? body,
        string type = "application/json"
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue(type));
        }

        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static HttpClient Connect(string kubeconfig)
    {
        var authority = X509CertificateLoader.LoadCertificate(
            Convert.FromBase64String(KubeconfigAuthority.Match(kubeconfig).Groups[1].Value)
        );
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(authority);
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
        };
        var http = new HttpClient(handler)
        {
            BaseAddress = new Uri(KubeconfigServer.Match(kubeconfig).Groups[1].Value),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            KubeconfigToken.Match(kubeconfig).Groups[1].Value
        );
        return http;
    }

    [GeneratedRegex(@"server: (\S+)")]
    private static partial Regex KubeconfigServer { get; }

    [GeneratedRegex(@"token: (\S+)")]
    private static partial Regex KubeconfigToken { get; }

    [GeneratedRegex(@"certificate-authority-data: (\S+)")]
    private static partial Regex KubeconfigAuthority { get; }
}
