using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Stadtgespraeche.Benchmarks;

/// <summary>
/// What a service needs to start outside development: a certificate for its key ring, here of one day and without a
/// password.
/// </summary>
internal sealed class TemporaryCertificate : IDisposable
{
    public TemporaryCertificate()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var made = new CertificateRequest(
            "CN=bench",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        ).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        System.IO.File.WriteAllBytes(File, made.Export(X509ContentType.Pfx));
    }

    public string File { get; } = Path.Combine(Directory.CreateTempSubdirectory("bench-").FullName, "key-ring.p12");

    /// <summary>Goes with the certificate.</summary>
    public string Folder => Path.GetDirectoryName(File)!;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
