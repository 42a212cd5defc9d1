using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Links;

/// <summary>
/// The key pair (ES256) that signs this city's personal links: made at the first start below <c>Keys:Directory</c>,
/// readable by the service alone, and therefore still there when the database is lost. The newest file signs.
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
        PublicKey = JsonSerializer.Serialize(
            new
            {
                kty = jwk.Kty,
                crv = jwk.Crv,
                x = jwk.X,
                y = jwk.Y,
            }
        );
        Credentials = new SigningCredentials(security, SecurityAlgorithms.EcdsaSha256);
    }

    /// <summary>RFC 7638 thumbprint.</summary>
    public string KeyId { get; }

    /// <summary>The thumbprint as organisers see it.</summary>
    public string Spoken => Thumbprint.Spoken(KeyId);

    /// <summary>JWK as JSON, without the private part.</summary>
    public string PublicKey { get; }

    public SigningCredentials Credentials { get; }

    public static LinkKeys OpenOrCreate(string directory)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(KeyFiles.OpenOrCreate(directory, "links", Make)[^1]);
        return new LinkKeys(key);
    }

    /// <summary>A compact JWS over the thumbprint of another key of this city.</summary>
    public string Endorse(string thumbprint) => new JsonWebTokenHandler().CreateToken(thumbprint, Credentials);

    public void Dispose() => key.Dispose();

    private static string Make()
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return made.ExportPkcs8PrivateKeyPem();
    }
}
