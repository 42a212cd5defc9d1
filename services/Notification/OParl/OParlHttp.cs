using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// Asks a council information system for one page. Unlike the ways out of the hub it may lead into the city's own
/// network, because the city's administrator chose the address; from there on host and port stay the same, also when
/// the server redirects. No cookies, no proxy, and no traces, for addresses of single people would stand in them. Never
/// sends <c>limit</c> or <c>modified_since</c> of its own, which real servers choke on.
/// </summary>
public sealed class OParlHttp : IDisposable
{
    private const int MostRedirects = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private readonly OParlSettings settings;
    private readonly TimeProvider time;
    private readonly HttpClient client;

    public OParlHttp(IOptions<OParlSettings> options, TimeProvider time)
    {
        (settings, this.time) = (options.Value, time);
        client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.All,
                MaxResponseHeadersLength = 32,
                ActivityHeadersPropagator = null,
                ConnectCallback = ConnectAsync,
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Stadtgespraeche-OParl", "1.0"));
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    public void Dispose() => client.Dispose();

    /// <summary>The page as JSON, to be disposed of; else an <see cref="OParlFault"/> says why not.</summary>
    public async Task<JsonDocument> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.Patience);
        try
        {
            return await FollowAsync(address, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OParlFault(
                $"Der Server hat innerhalb von {settings.Patience.TotalSeconds:0} Sekunden nicht zu Ende geantwortet.",
                passing: true,
                unreachable: true
            );
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            throw new OParlFault(
                "Der Server ist nicht erreichbar oder hat die Verbindung abgebrochen.",
                passing: true,
                unreachable: true
            );
        }
    }

    private async Task<JsonDocument> FollowAsync(Uri address, CancellationToken cancellationToken)
    {
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            using var answer = await client.GetAsync(
                address,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
            if ((int)answer.StatusCode is < 300 or >= 400)
            {
                return await ReadAsync(answer, cancellationToken);
            }

            var target = answer.Headers.Location;
            address =
                OParlAddress.Follow(address, target?.OriginalString)
                ?? throw new OParlFault(
                    "Der Server leitet auf einen anderen Rechner um "
                        + $"({(target?.IsAbsoluteUri == true ? target.Host : "unbekannt")}). Dem wird nicht gefolgt; "
                        + "ist es der richtige, nennen Sie bitte dessen Adresse."
                );
        }

        throw new OParlFault("Der Server leitet im Kreis um.");
    }

    private async Task<JsonDocument> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var status = (int)answer.StatusCode;
        if (status is 404 or 410)
        {
            throw new OParlFault("Diese Seite gibt es beim Server nicht.", missing: true);
        }

        if (status is 408 or 425 or 429 or >= 500)
        {
            throw new OParlFault(
                $"Der Server antwortet zurzeit nicht richtig (Status {status}).",
                passing: true,
                wait: WaitOf(answer.Headers.RetryAfter)
            );
        }

        if (status is < 200 or >= 300)
        {
            throw new OParlFault($"Der Server lehnt die Anfrage ab (Status {status}).");
        }

        if (answer.Content.Headers.ContentLength > settings.LargestAnswer)
        {
            throw TooLarge();
        }

        using var body = new MemoryStream();
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[64 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0; )
        {
            if (body.Length + read > settings.LargestAnswer)
            {
                throw TooLarge();
            }

            body.Write(buffer, 0, read);
        }

        return OParlJson.Parse(
            body.GetBuffer().AsSpan(0, (int)body.Length),
            answer.Content.Headers.ContentType?.CharSet
        );
    }

    private OParlFault TooLarge() =>
        new($"Eine Antwort ist größer als {settings.LargestAnswer / 1024 / 1024} MB; sie wird nicht gelesen.");

    private TimeSpan? WaitOf(RetryConditionHeaderValue? after)
    {
        var wait = after?.Delta ?? after?.Date - time.GetUtcNow();
        return wait is null ? null
            : wait < TimeSpan.Zero ? TimeSpan.Zero
            : wait > LongestWait ? LongestWait
            : wait;
    }

    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellationToken
    )
    {
        // What is checked is what is connected to, so that a name cannot mean something else a moment later.
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        if (found.Any(OParlAddress.IsClosed))
        {
            throw new OParlFault("Die Adresse gehört zu keinem Ratsinformationssystem.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
