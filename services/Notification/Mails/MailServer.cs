using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>The city's mail server, from the configuration section <c>Smtp</c>.</summary>
public sealed class SmtpOptions
{
    public string Host { get; set; } = "127.0.0.1";

    public int Port { get; set; } = 25;

    /// <summary>How many connections send at once, 1 to 32.</summary>
    public int Connections { get; set; } = 4;

    /// <summary>StartTlsWhenAvailable, StartTls, SslOnConnect or None.</summary>
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.StartTlsWhenAvailable;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Longest wait for one step of the server.</summary>
    public int TimeoutSeconds { get; set; } = 60;
}

/// <summary>
/// What became of one try; <see cref="Reason"/> names codes only, because servers repeat addresses in their texts.
/// </summary>
public readonly record struct Outcome(OutcomeKind Kind, string? Reason = null);

public enum OutcomeKind
{
    Delivered,

    /// <summary>This mail not now.</summary>
    Deferred,

    /// <summary>This mail never.</summary>
    Refused,

    /// <summary>
    /// No mail now: the server cannot be reached, or wants nothing from this sender. The mail is not to blame.
    /// </summary>
    ServerAway,
}

/// <summary>
/// One connection to the mail server, kept open between mails. The socket is connected here with NoDelay, because
/// MailKit's own waits about 43 ms per mail for Nagle's algorithm and delayed acknowledgements. No protocol log: it
/// would hold addresses and links.
/// </summary>
public sealed class MailServer(IOptions<SmtpOptions> options) : IAsyncDisposable
{
    private readonly SmtpOptions smtp = options.Value;
    private SmtpClient? client;

    public async Task<Outcome> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        // Not ended by a graceful stop: a mail on its way is finished, and the time limit bounds how long that takes.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(smtp.TimeoutSeconds));
        try
        {
            if (await ConnectAsync(limit.Token, cancellationToken) is { } away)
            {
                return away;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }

        try
        {
            await client!.SendAsync(message, limit.Token);
            return new(OutcomeKind.Delivered);
        }
        catch (SmtpCommandException e)
        {
            return await JudgeAsync(e);
        }
        catch (Exception e)
            when (e
                    is SmtpProtocolException
                        or IOException
                        or SocketException
                        or OperationCanceledException
                        or MailKit.ServiceNotConnectedException
            )
        {
            await CloseAsync();
            return new(OutcomeKind.Deferred, e is OperationCanceledException ? "server-too-slow" : "connection-lost");
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException or FormatException)
        {
            // Such as an address that this server cannot take (SMTPUTF8): it would fail in two days as well.
            return new(OutcomeKind.Refused, $"cannot-be-sent {e.GetType().Name}");
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync(politely: true);

    private async Task<Outcome?> ConnectAsync(CancellationToken limit, CancellationToken cancellationToken)
    {
        if (client is { IsConnected: true })
        {
            return null;
        }

        await CloseAsync();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(smtp.Host, smtp.Port, both.Token);
            // Asking whether a certificate was revoked would need a way out to its issuer, which a city need not open.
            client = new SmtpClient { CheckCertificateRevocation = false };
            await client.ConnectAsync(socket, smtp.Host, smtp.Port, smtp.Security, both.Token);
            if (smtp.User is { Length: > 0 })
            {
                await client.AuthenticateAsync(smtp.User, smtp.Password ?? "", both.Token);
            }

            return null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await CloseAsync();
            socket.Dispose();
            return new(OutcomeKind.ServerAway, $"server-unreachable ({Name(e)})");
        }
    }

    private async Task<Outcome> JudgeAsync(SmtpCommandException e)
    {
        var code = (int)e.StatusCode;
        var outcome = e.ErrorCode switch
        {
            SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted when code >= 500 => new Outcome(
                OutcomeKind.Refused,
                $"server-refused {code}"
            ),
            SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted when code != 421 => new Outcome(
                OutcomeKind.Deferred,
                $"server-deferred {code}"
            ),

            // The sender, the greeting, "closing channel" (421): it would be the same for every other mail.
            _ => new Outcome(OutcomeKind.ServerAway, $"server-unwilling {code}"),
        };
        if (outcome.Kind == OutcomeKind.ServerAway)
        {
            await CloseAsync();
        }

        return outcome;
    }

    private static string Name(Exception e) =>
        e switch
        {
            SocketException socket => socket.SocketErrorCode.ToString(),
            OperationCanceledException => "too slow",
            SmtpCommandException command => ((int)command.StatusCode).ToString(
                System.Globalization.CultureInfo.InvariantCulture
            ),
            AuthenticationException => "login refused",
            SslHandshakeException => "TLS failed",
            _ => e.GetType().Name,
        };

    private async Task CloseAsync(bool politely = false)
    {
        if (client is not { } closing)
        {
            return;
        }

        client = null;
        if (politely && closing.IsConnected)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            try
            {
                await closing.DisconnectAsync(true, limit.Token);
            }
            catch (Exception e)
                when (e is IOException or SocketException or OperationCanceledException or SmtpProtocolException)
            {
                // Gone already; there is nothing left to say goodbye to.
            }
        }

        closing.Dispose();
    }
}
