using System.Net;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Stadtgespraeche.Notification.Mails;

namespace Stadtgespraeche.Notification.Checks;

/// <summary>
/// The city's mail server: reachable, encrypted, takes the login, and takes a mail from the sender to whoever checks.
/// </summary>
internal static class MailServerCheck
{
    private const string Code = CheckCodes.MailServer;

    public static async Task<IReadOnlyList<Finding>> RunAsync(
        SmtpOptions smtp,
        Partner partner,
        MailboxAddress? to,
        CancellationToken cancellationToken
    )
    {
        using var client = new SmtpClient { Timeout = 20_000, CheckCertificateRevocation = false };
        var step = "Verbindung";
        try
        {
            await client.ConnectAsync(smtp.Host, smtp.Port, smtp.Security, cancellationToken);
            step = "Anmeldung";
            if (smtp.User is { Length: > 0 })
            {
                await client.AuthenticateAsync(smtp.User, smtp.Password ?? "", cancellationToken);
            }

            step = "Testmail";
            if (to is not null)
            {
                await client.SendAsync(Letter(partner, to), cancellationToken);
            }

            var secure = client.IsSecure;
            await client.DisconnectAsync(true, cancellationToken);
            return [.. Findings(smtp, secure, to)];
        }
        catch (Exception e)
            when (e
                    is SocketException
                        or IOException
                        or SmtpCommandException
                        or SmtpProtocolException
                        or AuthenticationException
                        or SslHandshakeException
                        or NotSupportedException
                        or OperationCanceledException
                        or InvalidOperationException
                        or TimeoutException
                        or ArgumentException
            )
        {
            return [Failed(step, smtp, e)];
        }
    }

    private static IEnumerable<Finding> Findings(SmtpOptions smtp, bool secure, MailboxAddress? to)
    {
        if (to is null)
        {
            yield return Finding.Warning(
                Code,
                "erreichbar; es ging keine Testmail hinaus.",
                "Bitte nennen Sie eine Adresse: check --mail ADRESSE, oder tragen Sie Partner__Contact ein."
            );
        }
        else
        {
            yield return Finding.Good(
                Code,
                $"hat eine Testmail an {to.Address} angenommen. Bitte sehen Sie nach, ob sie ankommt, und nicht im "
                    + "Ordner für unerwünschte Mails."
            );
        }

        if (!secure && !IsHere(smtp.Host))
        {
            yield return Finding.Warning(
                Code,
                "Die Verbindung zum Mailserver ist nicht verschlüsselt.",
                "Kann er STARTTLS, so setzen Sie Smtp__Security=StartTls, damit nie unverschlüsselt gesendet wird."
            );
        }
    }

    private static Finding Failed(string step, SmtpOptions smtp, Exception e)
    {
        var (says, mend) = e switch
        {
            SocketException
            {
                SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData
            } => ($"Den Namen {smtp.Host} kennt das DNS nicht.", "Bitte prüfen Sie Smtp__Host."),
            SocketException => (
                $"{smtp.Host}, Port {smtp.Port}, ist nicht erreichbar ({e.Message}).",
                "Bitte prüfen Sie Smtp__Host, Smtp__Port und die Firewall."
            ),
            SslHandshakeException => (
                "Die Verschlüsselung kommt nicht zustande; das Zertifikat ist nicht gültig, oder der Port passt nicht zu Smtp__Security.",
                "Port 465 braucht SslOnConnect, 587 StartTls. Smtp__Host muss so heißen wie im Zertifikat; die "
                    + "eigene Zertifizierungsstelle gehört nach /usr/local/share/ca-certificates."
            ),
            AuthenticationException => (
                "Der Mailserver lehnt die Anmeldung ab.",
                "Bitte prüfen Sie Smtp__User und Smtp__Password."
            ),
            NotSupportedException when step == "Anmeldung" => (
                "Der Mailserver kennt keine Anmeldung auf diesem Weg.",
                "Bitte löschen Sie Smtp__User und Smtp__Password, oder wählen Sie Port 587 mit StartTls."
            ),
            NotSupportedException => (
                "Der Mailserver kann kein STARTTLS.",
                "Bitte wählen Sie einen anderen Port, oder Smtp__Security=StartTlsWhenAvailable mit PlainText__Allowed=smtp, wenn er im "
                    + "eigenen Netz steht."
            ),
            SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } refused => (
                $"Der Mailserver nimmt nichts von Partner__Sender an (Antwort {(int)refused.StatusCode}).",
                "Darf das angemeldete Postfach unter dieser Adresse senden?"
            ),
            SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } refused => (
                $"Der Mailserver nimmt den Empfänger der Testmail nicht an (Antwort {(int)refused.StatusCode}).",
                "Stimmt die Adresse? Sonst muss der Mailserver diesem Rechner erlauben, nach außen zu senden."
            ),
            SmtpCommandException refused => (
                $"Der Mailserver lehnt ab ({step}, Antwort {(int)refused.StatusCode}).",
                "Sein Protokoll nennt den Grund."
            ),
            OperationCanceledException or TimeoutException => (
                $"Der Mailserver antwortet nicht rechtzeitig ({step}).",
                "Passt der Port zu Smtp__Security? Port 465 schweigt ohne SslOnConnect."
            ),
            _ => (
                $"Dort spricht kein Mailserver, oder er bricht ab ({step}).",
                "Bitte prüfen Sie Smtp__Host, Smtp__Port und Smtp__Security."
            ),
        };
        return Finding.Failed(Code, says, mend);
    }

    private static MimeMessage Letter(Partner partner, MailboxAddress to)
    {
        var message = new MimeMessage
        {
            Subject = "Testmail der Stadtgespräche",
            Body = new TextPart("plain") { Text = Text },
        };
        message.From.Add(partner.Mailbox);
        message.To.Add(to);
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private static bool IsHere(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));

    private const string Text = """
        Guten Tag,

        diese Mail hat der Benachrichtigungsdienst der Stadtgespräche geschickt, weil jemand ihn mit „check“
        geprüft hat. Ist sie angekommen, so erreichen auch Einladungen ihre Empfänger.

        Ob Ihr Mailserver unterschreibt, steht in den Kopfzeilen dieser Mail: Dort sollten „dkim=pass“, „spf=pass“
        und „dmarc=pass“ stehen. Das sieht nur, wer sie empfängt; am zuverlässigsten in einem Postfach außerhalb Ihres Hauses.
        """;
}
