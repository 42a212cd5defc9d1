using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Testing;

/// <summary>
/// Access tokens as Registration issues them, signed by a key that the services under test trust in Registration's
/// stead.
/// </summary>
public static class SignedIn
{
    private static readonly ECDsaSecurityKey Key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256))
    {
        KeyId = "only-for-tests",
    };

    /// <summary>A role is named as it is, or <c>coordinator:PARTNER</c>.</summary>
    public static string Token(Guid member, string partner, string issuer, params string[] roles) =>
        Token(TimeProvider.System, member, partner, issuer, roles);

    /// <summary>A token of the next five minutes by the clock of whoever checks it.</summary>
    public static string Token(TimeProvider time, Guid member, string partner, string issuer, params string[] roles) =>
        Make(
            new SigningCredentials(Key, SecurityAlgorithms.EcdsaSha256),
            time,
            TimeSpan.FromMinutes(5),
            member,
            partner,
            issuer,
            roles
        );

    /// <summary>
    /// Signed by Registration's own key, for one that runs in a process of its own and trusts no other; good for an
    /// hour, as starting such ones takes its time.
    /// </summary>
    public static string TokenBy(
        SigningCredentials credentials,
        Guid member,
        string partner,
        string issuer,
        params string[] roles
    ) => Make(credentials, TimeProvider.System, TimeSpan.FromHours(1), member, partner, issuer, roles);

    private static string Make(
        SigningCredentials credentials,
        TimeProvider time,
        TimeSpan life,
        Guid member,
        string partner,
        string issuer,
        string[] roles
    ) =>
        new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                TokenType = "at+jwt",
                Issuer = issuer,
                Audience = PersonalLink.Audience,
                IssuedAt = time.GetUtcNow().UtcDateTime,
                NotBefore = time.GetUtcNow().UtcDateTime,
                Expires = (time.GetUtcNow() + life).UtcDateTime,
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = member.ToString(),
                    ["partner"] = partner,
                    ["name"] = "Erika Beispiel",
                    ["sid"] = Guid.NewGuid().ToString(),
                    ["role"] = roles.Select(role => role.Split(':')[0]).Distinct().ToArray(),
                    ["coordinates"] = roles
                        .Where(role => role.Contains(':'))
                        .Select(role => role.Split(':')[1])
                        .ToArray(),
                },
                SigningCredentials = credentials,
            }
        );

    internal static void Trust(IServiceCollection services) =>
        services.PostConfigure<JwtBearerOptions>(
            AccessTokens.Scheme,
            options =>
                options.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(
                    new OpenIdConnectConfiguration { SigningKeys = { Key } }
                )
        );
}
