using System.Diagnostics;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// One connection to the mail server, kept open between mails. The socket is connected here with NoDelay, because
/// MailKit's own waits about 43 ms per mail for Nagle's algorithm and delayed acknowledgements. No protocol log: it
/// would hold addresses and links. Servers end connections on which nothing is said for long, with a 421 (RFC 5321,
/// section 3.8) that would be read as the answer to the next mail: one that was idle is asked before it is used.
/// </summary>
public sealed class MailServer(IOptions<SmtpOptions> options) : IAsyncDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private readonly SmtpOptions smtp = options.Value;
    private SmtpClient? client;
    private long lastUsed;

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
            lastUsed = Stopwatch.GetTimestamp();
            if (AddressFit.WhyNot(message, client!.Capabilities.HasFlag(SmtpCapabilities.UTF8)) is { } unfit)
            {
                return new(OutcomeKind.Refused, unfit);
            }

            await client.SendAsync(AddressFit.FormatFor(message), message, limit.Token);
            return new(OutcomeKind.Delivered);
        }
        catch (SmtpCommandException e)
        {
            var outcome = SmtpReply.Judge(
                (int)e.StatusCode,
                e.Message,
                toSender: e.ErrorCode == SmtpErrorCode.SenderNotAccepted
            );
            if (outcome.Kind is OutcomeKind.ServerAway or OutcomeKind.Doubtful)
            {
                await CloseAsync();
            }

            return outcome;
        }
        catch (ServiceNotAuthenticatedException)
        {
            // 530, which MailKit turns into this: a server that wants a login now, or another one.
            await CloseAsync();
            return new(OutcomeKind.ServerAway, "server-unwilling 530");
        }
        catch (Exception e)
            when (e
                    is SmtpProtocolException
                        or IOException
                        or SocketException
                        or OperationCanceledException
                        or ServiceNotConnectedException
            )
        {
            await CloseAsync();
            return new(
                OutcomeKind.Doubtful,
                e is OperationCanceledException ? "server-too-slow" : "connection-lost",
                MayHaveArrived: true
            );
        }
        catch (Exception e)
        {
            // Whatever it is, it is about this mail; the connection may stand in the middle of it.
            await CloseAsync();
            var kind = e is NotSupportedException or InvalidOperationException or FormatException
                ? OutcomeKind.Refused
                : OutcomeKind.Deferred;
            return new(kind, $"cannot-be-sent {e.GetType().Name}");
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync(politely: true);

    private async Task<Outcome?> ConnectAsync(CancellationToken limit, CancellationToken cancellationToken)
    {
        if (client is { IsConnected: true } && (Stopwatch.GetElapsedTime(lastUsed) < Idle || await AnswersAsync(limit)))
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

    private async Task<bool> AnswersAsync(CancellationToken limit)
    {
        try
        {
            await client!.NoOpAsync(limit);
            return true;
        }
        catch (Exception e)
            when (e
                    is SmtpCommandException
                        or SmtpProtocolException
                        or IOException
                        or SocketException
                        or OperationCanceledException
                        or ServiceNotConnectedException
                        or ServiceNotAuthenticatedException
            )
        {
            return false;
        }
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
