using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// An OpenID provider as the portal sees it behind the gateway: discovery, keys and tokens. A code names what is to
/// stand in the id token; refresh tokens are good until their successor is used.
/// </summary>
public sealed class ScriptedIssuer
{
    public const string Address = "http://portal.example/";
    public const string Secret = "only-for-tests";
    private readonly ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };
    private int number;

    /// <summary>
    /// How long, in seconds, the tokens for a code count; those for a refresh token count five minutes.
    /// </summary>
    public int FirstLifetime { get; set; } = 300;

    public bool RefusesRefresh { get; set; }

    /// <summary>The roles that everybody has from the next renewal on; null: renewals say nothing of roles.</summary>
    public string[]? RolesByNow { get; set; }

    /// <summary>What a process that dies meanwhile hears: nothing, though the token is used up.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>The refresh tokens that came, in order.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Refreshed { get; } = new();

    public static string Code(string nonce, string amr, params string[] roles) =>
        Base64UrlEncoder.Encode(
            JsonSerializer.Serialize(
                new
                {
                    nonce,
                    amr,
                    roles,
                }
            )
        );

    public IResult? Answer(HttpRequest request) =>
        request.Path.Value switch
        {
            "/.well-known/openid-configuration" => Results.Json(
                new Dictionary<string, string>
                {
                    ["issuer"] = Address,
                    ["authorization_endpoint"] = $"{Address}connect/authorize",
                    ["token_endpoint"] = $"{Address}connect/token",
                    ["end_session_endpoint"] = $"{Address}connect/logout",
                    ["jwks_uri"] = $"{Address}.well-known/jwks",
                }
            ),
            "/.well-known/jwks" => Results.Json(new { keys = new[] { Public() } }),
            "/connect/token" => Tokens(request),
            _ => null,
        };

    private object Public()
    {
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(key);
        return new
        {
            kty = jwk.Kty,
            crv = jwk.Crv,
            x = jwk.X,
            y = jwk.Y,
            kid = key.KeyId,
        };
    }

    private IResult Tokens(HttpRequest request)
    {
        var form = request.ReadFormAsync().GetAwaiter().GetResult();
        if (
            form["client_secret"] != Secret
            || (form["grant_type"] == "authorization_code" && form["code_verifier"].Count == 0)
        )
        {
            return Results.Json(new { error = "invalid_client" }, statusCode: 401);
        }

        var mine = Interlocked.Increment(ref number);
        if (form["grant_type"] == "refresh_token")
        {
            // Registration's rule: it may come again until its successor has come.
            var again =
                Refreshed.Contains($"{form["refresh_token"]}") && Refreshed.Last() != $"{form["refresh_token"]}";
            Refreshed.Enqueue($"{form["refresh_token"]}");
            if (LosesAnswers)
            {
                request.HttpContext.Abort();
                return Results.Empty;
            }

            if (RefusesRefresh || again)
            {
                return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
            }

            var named = RolesByNow is { } now ? Named(now) : RolesOf($"{form["refresh_token"]}");
            var renewed = new Dictionary<string, object>
            {
                ["access_token"] = $"zugang-{mine}-{named}-echt",
                ["refresh_token"] = $"erneuern-{mine}-{named}",
                ["token_type"] = "Bearer",
                ["expires_in"] = 300,
            };
            if (RolesByNow is not null)
            {
                renewed["id_token"] = Identity(new() { ["sub"] = Guid.Empty.ToString() }, [.. RolesByNow]);
            }

            return Results.Json(renewed);
        }

        var said = JsonDocument.Parse(Base64UrlEncoder.Decode(form["code"]!)).RootElement;
        var claims = new Dictionary<string, object>
        {
            ["sub"] = Guid.Empty.ToString(),
            ["name"] = "Erika Muster",
            ["partner"] = "bamberg",
            ["sid"] = Guid.NewGuid().ToString(),
            ["nonce"] = said.GetProperty("nonce").GetString()!,
            ["amr"] = new[] { said.GetProperty("amr").GetString()! },
        };
        var roles = said.GetProperty("roles").EnumerateArray().Select(role => role.GetString()!).ToList();
        return Results.Json(
            new
            {
                access_token = $"zugang-{mine}-{Named(roles)}-echt",
                refresh_token = $"erneuern-{mine}-{Named(roles)}",
                id_token = Identity(claims, roles),
                token_type = "Bearer",
                expires_in = FirstLifetime,
            }
        );
    }

    private string Identity(Dictionary<string, object> claims, List<string> roles)
    {
        if (roles.Count > 0)
        {
            claims["role"] = roles.Select(role => role.Split(':')[0]).ToArray();
        }

        if (roles.Exists(role => role.Contains(':')))
        {
            claims["coordinates"] = roles
                .Where(role => role.Contains(':'))
                .Select(role => role.Split(':')[1])
                .ToArray();
        }

        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Address,
                Audience = "portal",
                Claims = claims,
                SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
            }
        );
    }

    // Access tokens name their roles, so that the scripted API can refuse as the services do.
    private static string Named(IEnumerable<string> roles) =>
        string.Join('-', roles.Select(role => role.Split(':')[0]).Prepend("member"));

    private static string RolesOf(string refreshToken) => string.Join('-', refreshToken.Split('-')[2..]);
}
