using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Stadtgespraeche.Registration.Partners.Keys;

/// <summary>
/// A public EC P-256 key as JWK (RFC 7517), cut down to its four members, and its RFC 7638 thumbprint.
/// </summary>
internal sealed record PublicKey(string Thumbprint, string Json)
{
    /// <summary>Null: not readable, of another kind, off the curve, or with its private part.</summary>
    public static PublicKey? TryRead(string jwk)
    {
        try
        {
            var key = new JsonWebKey(jwk);
            if (
                key
                    is not {
                        Kty: JsonWebAlgorithmsKeyTypes.EllipticCurve,
                        Crv: JsonWebKeyECTypes.P256,
                        X: not null,
                        Y: not null
                    }
                || key.HasPrivateKey
            )
            {
                return null;
            }
            // Importing refuses a point that is not on the curve.
            using var point = ECDsa.Create(
                new ECParameters
                {
                    Curve = ECCurve.NamedCurves.nistP256,
                    Q = new ECPoint
                    {
                        X = Base64UrlEncoder.DecodeBytes(key.X),
                        Y = Base64UrlEncoder.DecodeBytes(key.Y),
                    },
                }
            );
            return new PublicKey(
                Base64UrlEncoder.Encode(key.ComputeJwkThumbprint()),
                JsonSerializer.Serialize(
                    new
                    {
                        kty = key.Kty,
                        crv = key.Crv,
                        x = key.X,
                        y = key.Y,
                    }
                )
            );
        }
        catch (Exception e) when (e is ArgumentException or FormatException or JsonException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>
    /// True: <paramref name="endorsement"/> is a compact JWS (RFC 7515, ES256) over the text <paramref
    /// name="thumbprint"/> by this key.
    /// </summary>
    public bool HasEndorsed(string thumbprint, string? endorsement)
    {
        if (endorsement?.Split('.') is not [var header, var payload, var signature])
        {
            return false;
        }

        try
        {
            if (
                JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(header)).RootElement.GetProperty("alg").GetString()
                    != SecurityAlgorithms.EcdsaSha256
                || Base64UrlEncoder.Decode(payload) != thumbprint
            )
            {
                return false;
            }

            var key = new JsonWebKey(Json);
            using var verifying = key.CryptoProviderFactory.CreateForVerifying(
                key,
                SecurityAlgorithms.EcdsaSha256,
                cacheProvider: false
            );
            return verifying.Verify(
                Encoding.ASCII.GetBytes($"{header}.{payload}"),
                Base64UrlEncoder.DecodeBytes(signature)
            );
        }
        catch (Exception e)
            when (e
                    is FormatException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or ArgumentException
            )
        {
            return false;
        }
    }
}
