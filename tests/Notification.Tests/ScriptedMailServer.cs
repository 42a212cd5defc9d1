using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Stadtgespraeche.Notification.Tests;

/// <summary>A small SMTP server (RFC 5321) that keeps what it takes and answers as a test tells it to.</summary>
public sealed class ScriptedMailServer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<MimeMessage> taken = new();
    private readonly ConcurrentQueue<string> recipients = new();
    private readonly ConcurrentDictionary<TcpClient, StreamWriter> open = new();
    private readonly Task running;

    public ScriptedMailServer(int port = 0)
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        running = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Everything taken with 250, in order.</summary>
    public IReadOnlyList<MimeMessage> Taken => [.. taken];

    /// <summary>Every recipient of the envelope that was taken with 250, as it was written.</summary>
    public IReadOnlyList<string> Recipients => [.. recipients];

    /// <summary>The answer to a recipient; null for 250.</summary>
    public Func<string, string?> OnRecipient { get; set; } = _ => null;

    /// <summary>The answer to a whole mail; null for 250. May wait, or throw to close the connection.</summary>
    public Func<MimeMessage, CancellationToken, Task<string?>> OnMail { get; set; } =
        (_, _) => Task.FromResult<string?>(null);

    /// <summary>The answer to MAIL FROM; null for 250.</summary>
    public string? OnSender { get; set; }

    /// <summary>The answer to DATA, before the mail; null for 354.</summary>
    public string? OnData { get; set; }

    /// <summary>More lines of the answer to EHLO.</summary>
    public IReadOnlyList<string> Capabilities { get; set; } = [];

    public string Greeting { get; set; } = "220 test.example ESMTP";

    public IEnumerable<MimeMessage> To(string address) =>
        Taken.Where(mail => mail.To.Mailboxes.Any(to => to.Address == address));

    /// <summary>
    /// Ends every connection, as servers do on which nothing was said for long; <paramref name="word"/> is the last one.
    /// </summary>
    public async Task HangUpAsync(string? word)
    {
        foreach (var (client, writer) in open)
        {
            if (word is not null)
            {
                await writer.WriteLineAsync(word);
            }

            client.Close();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await running;
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                _ = TalkAsync(await listener.AcceptTcpClientAsync(stop.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1)
                {
                    NewLine = "\r\n",
                    AutoFlush = true,
                };
                open[client] = writer;
                await writer.WriteLineAsync(Greeting);
                while (await reader.ReadLineAsync(stop.Token) is { } line)
                {
                    var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                    var answer = verb switch
                    {
                        "EHLO" => string.Join(
                            "\r\n",
                            [
                                "250-test.example",
                                .. Capabilities.Select(name => $"250-{name}"),
                                "250-8BITMIME",
                                "250 PIPELINING",
                            ]
                        ),
                        "MAIL" => OnSender ?? "250 ok",
                        "RCPT" => Recipient(line[(line.IndexOf('<') + 1)..line.IndexOf('>')]),
                        "DATA" => OnData ?? await DataAsync(reader, writer),
                        "QUIT" => "221 bye",
                        _ => "250 ok",
                    };
                    await writer.WriteLineAsync(answer);
                    // 421 is "closing channel".
                    if (verb == "QUIT" || answer.StartsWith("421", StringComparison.Ordinal))
                    {
                        return;
                    }
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The sender went away, or the test tells the server to.
            }
            finally
            {
                open.TryRemove(client, out _);
            }
        }
    }

    private string Recipient(string address)
    {
        // The line was read byte by byte; with SMTPUTF8 its bytes are UTF-8.
        var written = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(address));
        if (OnRecipient(written) is { } refusal)
        {
            return refusal;
        }

        recipients.Enqueue(written);
        return "250 ok";
    }

    private async Task<string> DataAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        var mail = await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(text.ToString())), stop.Token);
        if (await OnMail(mail, stop.Token) is { } refusal)
        {
            return refusal;
        }

        taken.Enqueue(mail);
        return "250 taken";
    }
}
