using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MassTransit;

namespace Stadtgespraeche.Messaging.Tests;

/// <summary>
/// Who may be the broker, for both ways in which a service connects: its own and MassTransit's. Nobody else ever sees
/// the password.
/// </summary>
public sealed class BrokerTlsTests : IDisposable
{
    private const string Greeting = "AMQP";
    private readonly X509Certificate2 authority = Authority("Beispiel-Stammzertifikat");
    private readonly string authorityFile = Path.GetTempFileName();

    public BrokerTlsTests() => File.WriteAllText(authorityFile, authority.ExportCertificatePem());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_for_its_name_by_the_authority_of_the_settings_is_trusted(bool massTransit) =>
        (await HeardBy("localhost", authority, authorityFile, massTransit)).ShouldBe(Greeting);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_for_another_name_is_not(bool massTransit) =>
        (await HeardBy("anderswo.example", authority, authorityFile, massTransit)).ShouldBeEmpty();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_by_an_authority_that_nobody_knows_is_not(bool massTransit)
    {
        using var stranger = Authority("Fremdes Stammzertifikat");
        (await HeardBy("localhost", stranger, authorityFile, massTransit)).ShouldBeEmpty();
        (await HeardBy("localhost", authority, null, massTransit)).ShouldBeEmpty();
    }

    public void Dispose()
    {
        authority.Dispose();
        File.Delete(authorityFile);
    }

    /// <summary>
    /// The first four bytes that a server with such a certificate hears inside TLS; empty when the client goes away
    /// before.
    /// </summary>
    private static async Task<string> HeardBy(
        string name,
        X509Certificate2 issuer,
        string? authorityFile,
        bool massTransit
    )
    {
        using var certificate = Server(name, issuer);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var broker = new Broker(
            $"amqps://stadt:geheim@localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/",
            authorityFile
        );
        var heard = ListenAsync(listener, certificate);
        if (!massTransit)
        {
            _ = broker
                .ConnectAsync("test", CancellationToken.None)
                .ContinueWith(connecting => connecting.Exception, TaskScheduler.Default);
            return await heard;
        }

        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
            rabbit.Host(broker.Host, broker.Port, broker.VirtualHost, host => host.UseSsl(broker.DemandTls))
        );
        using var stop = new CancellationTokenSource();
        _ = bus.StartAsync(stop.Token).ContinueWith(starting => starting.Exception, TaskScheduler.Default);
        var first = await heard;
        await stop.CancelAsync();
        return first;
    }

    private static async Task<string> ListenAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(certificate);
            var first = new byte[4];
            await tls.ReadExactlyAsync(first);
            return System.Text.Encoding.ASCII.GetString(first);
        }
        catch (Exception gone) when (gone is IOException or AuthenticationException)
        {
            return "";
        }
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(
            TimeProvider.System.GetUtcNow().AddDays(-1),
            TimeProvider.System.GetUtcNow().AddDays(2)
        );
    }

    private static X509Certificate2 Server(string name, X509Certificate2 issuer)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], true));
        using var signed = request.Create(
            issuer,
            TimeProvider.System.GetUtcNow().AddHours(-1),
            TimeProvider.System.GetUtcNow().AddDays(1),
            [1, 2, 3, 4]
        );
        using var withKey = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }
}
