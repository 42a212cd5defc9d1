using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MassTransit;
using RabbitMQ.Client;

namespace Stadtgespraeche.Messaging;

/// <summary>
/// What an <c>amqps://</c> broker has to show: a certificate for the name in its address, issued by an authority that
/// this machine trusts, or by one in the PEM file of <c>Broker:CertificateAuthority</c> and then by no other.
/// Revocation is not checked: a city allows outbound connections to the broker and to mail only.
/// </summary>
internal sealed class BrokerTls(string host, string? authorityFile)
{
    private readonly X509Certificate2Collection? authorities = Read(authorityFile);

    // By default the client accepts a certificate for any name, and MassTransit accepts any issuer.
    public void Demand(SslOption ssl)
    {
        ssl.ServerName = host;
        ssl.Version = SslProtocols.None;
        ssl.AcceptablePolicyErrors = SslPolicyErrors.None;
        ssl.CertificateValidationCallback = IsTrusted;
    }

    public void Demand(IRabbitMqSslConfigurator ssl)
    {
        ssl.ServerName = host;
        ssl.Protocol = SslProtocols.None;
        ssl.EnforcePolicyErrors(
            SslPolicyErrors.RemoteCertificateChainErrors
                | SslPolicyErrors.RemoteCertificateNameMismatch
                | SslPolicyErrors.RemoteCertificateNotAvailable
        );
        ssl.CertificateValidationCallback = IsTrusted;
    }

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        if (authorities is null || certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
        {
            return errors == SslPolicyErrors.None;
        }

        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            },
        };
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ApplicationPolicy.Add(new("1.3.6.1.5.5.7.3.1")); // serverAuth
        foreach (var between in sent?.ChainElements ?? new X509Chain().ChainElements)
        {
            chain.ChainPolicy.ExtraStore.Add(between.Certificate);
        }

        using var shown = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(shown);
    }

    private static X509Certificate2Collection? Read(string? file)
    {
        if (string.IsNullOrWhiteSpace(file))
        {
            return null;
        }

        var read = new X509Certificate2Collection();
        read.ImportFromPemFile(file);
        return read.Count > 0
            ? read
            : throw new InvalidOperationException($"There is no certificate in {file} (Broker:CertificateAuthority).");
    }
}
