using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Stadtgespraeche.Notification.Links;

/// <summary>
/// The key pair (ES256) that signs this city's personal links: made at the first start below <c>Keys:Directory</c>, readable by the service
/// alone, and therefore still there when the database is lost. The newest file signs.
/// </summary>
public sealed class LinkKeys : IDisposable
{
    private readonly ECDsa key;

    private LinkKeys(ECDsa key)
    {
        this.key = key;
        // A factory of its own: the shared one would go on signing with a key that was disposed.
        var security = new ECDsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory() };
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(security);
        KeyId = security.KeyId = Base64UrlEncoder.Encode(jwk.ComputeJwkThumbprint());
        PublicKey = JsonSerializer.Serialize(new { kty = jwk.Kty, crv = jwk.Crv, x = jwk.X, y = jwk.Y });
        Credentials = new SigningCredentials(security, SecurityAlgorithms.EcdsaSha256);
    }

    /// <summary>RFC 7638 thumbprint.</summary>
    public string KeyId { get; }

    /// <summary>JWK as JSON, without the private part.</summary>
    public string PublicKey { get; }

    public SigningCredentials Credentials { get; }

    public static LinkKeys OpenOrCreate(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var newest = Directory.GetFiles(directory, "links-*.pem").Max(StringComparer.Ordinal);
        if (newest is null)
        {
            newest = Path.Combine(directory, "links-001.pem");
            Create(newest);
        }

        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(newest));
        return new LinkKeys(key);
    }

    public void Dispose() => key.Dispose();

    private static void Create(string path)
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var unfinished = $"{path}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(unfinished, options))
        using (var writer = new StreamWriter(file))
        {
            writer.Write(made.ExportPkcs8PrivateKeyPem());
            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        try
        {
            // Never replaces a key: a second process that starts at once keeps the first one's.
            File.Move(unfinished, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(unfinished);
        }
    }
}
