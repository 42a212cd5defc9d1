using System.Security.Cryptography;
using System.Text.Json;
using Jose;
using Microsoft.IdentityModel.Tokens;
using Stadtgespraeche.Api;
using Stadtgespraeche.Notification.Links;

namespace Stadtgespraeche.Notification.SignIn;

/// <summary>
/// The key pairs (ECDH, P-256) for which the hub seals what it must not read again: addresses that people type at its
/// sign-in page, and what they want corrected. Kept beside the <see cref="LinkKeys"/>; the newest is announced, all of
/// them open.
/// </summary>
public sealed class AddressKeys : IDisposable
{
    private const int LongestAddressSeal = 2048;
    private const int LongestTextSeal = 32 * 1024;
    private readonly Dictionary<string, ECDiffieHellman> keys = [];

    private AddressKeys(IEnumerable<string> pems)
    {
        foreach (var pem in pems)
        {
            var key = ECDiffieHellman.Create();
            key.ImportFromPem(pem);
            var point = key.ExportParameters(includePrivateParameters: false).Q;
            var jwk = new JsonWebKey
            {
                Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
                Crv = JsonWebKeyECTypes.P256,
                X = Base64UrlEncoder.Encode(point.X),
                Y = Base64UrlEncoder.Encode(point.Y),
            };
            KeyId = Base64UrlEncoder.Encode(jwk.ComputeJwkThumbprint());
            PublicKey = JsonSerializer.Serialize(
                new
                {
                    kty = jwk.Kty,
                    crv = jwk.Crv,
                    x = jwk.X,
                    y = jwk.Y,
                }
            );
            keys[KeyId] = key;
        }
    }

    /// <summary>RFC 7638 thumbprint of the newest.</summary>
    public string KeyId { get; } = "";

    /// <summary>The newest as JWK, without the private part.</summary>
    public string PublicKey { get; } = "";

    public static AddressKeys OpenOrCreate(string directory) =>
        new(KeyFiles.OpenOrCreate(directory, "addresses", Make));

    /// <summary>
    /// The address inside a compact JWE in its one spelling; null when none of the keys opens it.
    /// </summary>
    public string? Open(string sealedAddress) =>
        Open(sealedAddress, LongestAddressSeal) is { } address ? MailboxSpelling.Of(address) : null;

    /// <summary>The text inside a compact JWE; null when none of the keys opens it.</summary>
    public string? OpenText(string sealedText) => Open(sealedText, LongestTextSeal);

    private string? Open(string seal, int longest)
    {
        try
        {
            return
                seal.Length <= longest
                && JWT.Headers(seal).TryGetValue("kid", out var id)
                && keys.TryGetValue((string)id, out var key)
                ? JWT.Decode(seal, key, JweAlgorithm.ECDH_ES_A256KW, JweEncryption.A256GCM).Trim()
                : null;
        }
        catch (Exception e)
            when (e
                    is JoseException
                        or CryptographicException
                        or FormatException
                        or JsonException
                        or ArgumentException
                        or InvalidCastException
                        or KeyNotFoundException
                        or IndexOutOfRangeException
                        or NullReferenceException
            )
        {
            // The library throws whatever it stumbles over; a message that is no seal says nothing to us either way.
            return null;
        }
    }

    public void Dispose()
    {
        foreach (var key in keys.Values)
        {
            key.Dispose();
        }
    }

    private static string Make()
    {
        using var made = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return made.ExportPkcs8PrivateKeyPem();
    }
}
