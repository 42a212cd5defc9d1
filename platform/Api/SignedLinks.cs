using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Stadtgespraeche.Api;

/// <summary>What a service knows to decide whether to trust the links in a city's mails.</summary>
public interface ILinkTrust
{
    /// <summary>
    /// What is known about the key that a partner announced under a key id, and about the member that a link names; null
    /// when there is no such key that is trusted. One question for each link, asked before anything in it is checked.
    /// </summary>
    ValueTask<LinkFacts?> FindAsync(string partner, string keyId, Guid memberId, CancellationToken cancellationToken);
}

/// <summary>By what a link is judged.</summary>
/// <param name="PublicKey">A JWK as JSON.</param>
/// <param name="LinksNotBefore">
/// Links that were made for this member before this moment do not count; null: all count.
/// </param>
/// <param name="Suspended">
/// The organisers have cut this partner off for now, and with it the links that it signed.
/// </param>
public sealed record LinkFacts(string PublicKey, DateTimeOffset? LinksNotBefore, bool Suspended);

/// <summary>Why a link is not believed.</summary>
public enum LinkFault
{
    /// <summary>
    /// Unreadable, forged, altered, signed by no trusted key of the partner that it names, or for somebody else.
    /// </summary>
    NotValid,

    /// <summary>Genuine, but its time is over.</summary>
    Expired,

    /// <summary>
    /// Genuine, but the member has ended all links from before a moment, or it does not say when it was made.
    /// </summary>
    Ended,

    /// <summary>Genuine and in time, but the partner that signed it is suspended.</summary>
    Suspended,
}

/// <summary>
/// The links that cities sign for their members, whatever they are for: JWT (RFC 7519), ES256 only, <c>iss</c> the
/// partner, <c>aud</c> stadtgespraeche, <c>sub</c> the member, with an end, signed by a key of that very partner; two
/// minutes of clock skew are forgiven.
/// </summary>
public static class SignedLinks
{
    /// <summary>In characters; anything longer is not a link.</summary>
    public const int Longest = 4096;

    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);
    private static readonly JsonWebTokenHandler Tokens = new()
    {
        MapInboundClaims = false,
        MaximumTokenSizeInBytes = Longest,
    };

    /// <summary>
    /// What the link says, or why it is not believed. Purpose and everything else in it are the caller's to judge.
    /// </summary>
    public static async Task<(ClaimsIdentity? Claims, LinkFault? Fault)> ReadAsync(
        string? token,
        ILinkTrust trust,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (
            token is not { Length: > 0 and <= Longest }
            || BearerToken.TryRead(Tokens, token) is not { } read
            || !IsName(read.Kid)
            || !IsName(read.Issuer)
            || !Guid.TryParse(read.Subject, out var member)
            || await trust.FindAsync(read.Issuer, read.Kid, member, cancellationToken) is not { } facts
        )
        {
            return (null, LinkFault.NotValid);
        }

        var result = await Tokens.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidIssuer = read.Issuer,
                ValidAudience = PersonalLink.Audience,
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                IssuerSigningKey = new JsonWebKey(facts.PublicKey) { KeyId = read.Kid },
                LifetimeValidator = (notBefore, expires, _, _) =>
                    expires is not null && (notBefore is null || now.UtcDateTime + Skew >= notBefore),
            }
        );
        if (!result.IsValid || result.ClaimsIdentity.FindFirst("sub")?.Value != read.Subject)
        {
            return (null, LinkFault.NotValid);
        }

        // An end that no calendar has is read as the last moment of all: nothing may be added to it.
        if (read.ValidTo < now.UtcDateTime - Skew)
        {
            return (null, LinkFault.Expired);
        }

        // A link that does not say when it was made counts as the oldest possible.
        if (facts.LinksNotBefore is { } notBefore && read.IssuedAt < notBefore.UtcDateTime)
        {
            return (null, LinkFault.Ended);
        }

        return facts.Suspended ? (null, LinkFault.Suspended) : (result.ClaimsIdentity, null);
    }

    // Asked of the database before any signature is checked.
    private static bool IsName(string? text) => text is { Length: > 0 and <= 200 } && !text.Any(char.IsControl);
}
