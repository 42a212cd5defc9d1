using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Stadtgespraeche.Notification.Links;

namespace Stadtgespraeche.Notification.Administration;

/// <summary>
/// The certificate that seals, in the database, the keys of the pages' cookies: made at the first start beside the
/// city's other keys, so that a copy of the database alone opens nothing. It is never sent to anybody, so it need not
/// be trusted and does not expire in practice.
/// </summary>
internal static class KeyRingCertificate
{
    public static X509Certificate2 OpenOrCreate(string directory)
    {
        var pem = KeyFiles.OpenOrCreate(directory, "pages", Make)[^1];
        return X509Certificate2.CreateFromPem(pem, pem);
    }

    private static string Make()
    {
        using var key = RSA.Create(3072);
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest(
            "CN=Stadtgespraeche key ring",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(100));
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }
}
