using MailKit.Security;

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
