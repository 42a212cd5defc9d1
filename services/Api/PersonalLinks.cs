using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Stadtgespraeche.Api;

/// <summary>Finds the public key (JWK as JSON) that a partner announced under a key id; null when there is none that is trusted.</summary>
public interface IPartnerKeys
{
    ValueTask<string?> FindAsync(string partner, string keyId, CancellationToken cancellationToken);
}

/// <summary>
/// Bearer tokens from the personal links in the cities' mails: JWT (RFC 7519), ES256 only, <c>iss</c> the partner, <c>aud</c>
/// stadtgespraeche, signed by a key of that very partner, with two minutes of clock skew. The token is never logged.
/// </summary>
public static class PersonalLinks
{
    internal const string Scheme = "personal-link";

    public static IServiceCollection AddPersonalLinks<TPartnerKeys>(this IServiceCollection services)
        where TPartnerKeys : class, IPartnerKeys
    {
        services.AddScoped<IPartnerKeys, TPartnerKeys>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, PersonalLinkHandler>(Scheme, null);
        return services;
    }
}

internal sealed class PersonalLinkHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IPartnerKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 4096 };

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var token = BearerToken.Of(Request);
        if (token is null || token.Length > Tokens.MaximumTokenSizeInBytes || !Tokens.CanReadToken(token))
        {
            return AuthenticateResult.NoResult();
        }

        if (BearerToken.TryRead(Tokens, token) is not { } read || string.IsNullOrEmpty(read.Kid) || string.IsNullOrEmpty(read.Issuer))
        {
            return AuthenticateResult.Fail("The link is not readable.");
        }

        if (await keys.FindAsync(read.Issuer, read.Kid, Context.RequestAborted) is not { } key)
        {
            return AuthenticateResult.Fail("No trusted key has signed the link.");
        }

        var result = await Tokens.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = read.Issuer,
            ValidAudience = PersonalLink.Audience,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKey = new JsonWebKey(key) { KeyId = read.Kid },
            ClockSkew = TimeSpan.FromMinutes(2),
            LifetimeValidator = (notBefore, expires, _, parameters) => IsAlive(notBefore, expires, parameters.ClockSkew),
        });
        if (!result.IsValid)
        {
            return AuthenticateResult.Fail(result.Exception is SecurityTokenInvalidLifetimeException
                ? "The link has expired."
                : "The link is not valid.");
        }

        var claims = result.ClaimsIdentity;
        return Guid.TryParse(claims.FindFirst("sub")?.Value, out _)
            && Guid.TryParse(claims.FindFirst(PersonalLink.SessionClaim)?.Value, out _)
            && claims.HasClaim(claim => claim.Type == PersonalLink.PurposeClaim)
            ? AuthenticateResult.Success(new AuthenticationTicket(
                new ClaimsPrincipal(new ClaimsIdentity(claims.Claims.Where(NotARole), PersonalLinks.Scheme)), PersonalLinks.Scheme))
            : AuthenticateResult.Fail("The link lacks a claim.");
    }

    // A city signs its links and could write anything into them; a role is not a city's to give.
    private static bool NotARole(Claim claim) => claim.Type is not ("role" or ClaimTypes.Role);

    private bool IsAlive(DateTime? notBefore, DateTime? expires, TimeSpan skew)
    {
        var now = TimeProvider.GetUtcNow().UtcDateTime;
        return expires is not null && now <= expires + skew && (notBefore is null || now >= notBefore - skew);
    }
}
