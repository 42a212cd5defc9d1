using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Testing;

/// <summary>
/// Signs personal links as a partner's Notification does; also wrongly, where a test asks for it. As those of older
/// releases they do not say when they were made, unless told.
/// </summary>
public sealed class PartnerSigner
{
    private readonly ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public PartnerSigner(string partner)
    {
        Partner = partner;
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(key);
        KeyId = Base64UrlEncoder.Encode(jwk.ComputeJwkThumbprint());
        key.KeyId = KeyId;
        PublicKey = JsonSerializer.Serialize(
            new
            {
                kty = jwk.Kty,
                crv = jwk.Crv,
                x = jwk.X,
                y = jwk.Y,
            }
        );
    }

    public string Partner { get; }

    public string KeyId { get; }

    /// <summary>The public JWK as JSON.</summary>
    public string PublicKey { get; }

    public string Link(
        Guid memberId,
        Guid sessionId,
        string purpose = PersonalLink.SeatPurpose,
        DateTimeOffset? expires = null,
        string? issuer = null,
        string audience = PersonalLink.Audience,
        DateTimeOffset? issued = null
    )
    {
        var end = expires ?? TimeProvider.System.GetUtcNow().AddDays(400);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer ?? Partner,
                Audience = audience,
                IssuedAt = issued?.UtcDateTime,
                Expires = end.UtcDateTime,
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = memberId.ToString(),
                    ["session"] = sessionId.ToString(),
                    ["purpose"] = purpose,
                },
                SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
            }
        );
    }

    /// <summary>The token of a sign-in mail.</summary>
    public string SignIn(
        Guid memberId,
        Guid requestId,
        DateTimeOffset? expires = null,
        string? issuer = null,
        string audience = PersonalLink.Audience,
        string purpose = "sign-in",
        DateTimeOffset? issued = null
    ) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer ?? Partner,
                Audience = audience,
                IssuedAt = issued?.UtcDateTime,
                Expires = (expires ?? TimeProvider.System.GetUtcNow().AddMinutes(15)).UtcDateTime,
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = memberId.ToString(),
                    ["jti"] = requestId.ToString(),
                    ["purpose"] = purpose,
                },
                SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
            }
        );

    /// <summary>Signs whatever it is, letter by letter; it need not even be JSON.</summary>
    public string SignRaw(string payload)
    {
        var input =
            $"{Base64UrlEncoder.Encode($$"""{"alg":"ES256","kid":"{{KeyId}}","typ":"JWT"}""")}.{Base64UrlEncoder.Encode(payload)}";
        return $"{input}.{Base64UrlEncoder.Encode(key.ECDsa.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256))}";
    }

    /// <summary>Signs any payload, as the endorsement of a successor key is signed.</summary>
    public string Sign(string payload) =>
        new JsonWebTokenHandler().CreateToken(payload, new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256));
}
