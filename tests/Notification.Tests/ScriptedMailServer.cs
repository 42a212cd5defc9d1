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

    /// <summary>The answer to a recipient; null for 250.</summary>
    public Func<string, string?> OnRecipient { get; set; } = _ => null;

    /// <summary>The answer to a whole mail; null for 250. May wait, or throw to close the connection.</summary>
    public Func<MimeMessage, CancellationToken, Task<string?>> OnMail { get; set; } =
        (_, _) => Task.FromResult<string?>(null);

    public string Greeting { get; set; } = "220 test.example ESMTP";

    public IEnumerable<MimeMessage> To(string address) =>
        Taken.Where(mail => mail.To.Mailboxes.Any(to => to.Address == address));

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
                await writer.WriteLineAsync(Greeting);
                while (await reader.ReadLineAsync(stop.Token) is { } line)
                {
                    var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                    await writer.WriteLineAsync(
                        verb switch
                        {
                            "EHLO" => "250-test.example\r\n250-8BITMIME\r\n250 PIPELINING",
                            "RCPT" => OnRecipient(line[(line.IndexOf('<') + 1)..line.IndexOf('>')]) ?? "250 ok",
                            "DATA" => await DataAsync(reader, writer),
                            "QUIT" => "221 bye",
                            _ => "250 ok",
                        }
                    );
                    if (verb == "QUIT")
                    {
                        return;
                    }
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The sender went away, or the test tells the server to.
            }
        }
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
