using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Stadtgespraeche.AppHost;

/// <summary>Made at the first start and kept in files that only their owner reads.</summary>
internal sealed class Secrets(string folder)
{
    public string Text(string name)
    {
        var file = Path.Combine(folder, name);
        if (!File.Exists(file))
        {
            WritePrivately(file, Encoding.UTF8.GetBytes(RandomNumberGenerator.GetHexString(32, lowercase: true)));
        }

        return File.ReadAllText(file);
    }

    /// <summary>A PKCS#12 file with a private key, made once; <see cref="Text"/> of the same name opens it.</summary>
    public string Certificate(string name)
    {
        var file = Path.Combine(folder, $"{name}.p12");
        if (!File.Exists(file))
        {
            using var key = RSA.Create(3072);
            var request = new CertificateRequest(
                $"CN={name}",
                key,
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            );
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
            WritePrivately(file, certificate.Export(X509ContentType.Pkcs12, Text(name)));
        }

        return file;
    }

    public static void WritePrivately(string file, byte[] content)
    {
        using var stream = new FileStream(
            file,
            new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }
        );
        stream.Write(content);
    }
}
