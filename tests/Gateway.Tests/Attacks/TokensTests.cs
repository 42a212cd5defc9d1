using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Stadtgespraeche.Gateway.Tests.Attacks;

/// <summary>
/// Forged and expired access tokens end at the gateway; links of the cities are left to the services.
/// </summary>
public sealed class TokensTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    private const string Issuer = "http://localhost:8080/";

    [Fact]
    public async Task A_genuine_token_and_none_reach_the_service()
    {
        (await AskAsync(Token())).Status.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(null)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_link_of_a_city_reaches_the_service_which_has_the_key() =>
        (await AskAsync(Token(issuer: "bamberg", key: Other))).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task Forged_expired_and_foreign_tokens_do_not()
    {
        var genuine = Token().Split('.');
        var none = Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}""");
        foreach (
            var (name, token) in new[]
            {
                ("no token at all", "unsinn"),
                ("half a token", genuine[0]),
                ("expired", Token(minutes: -1)),
                ("wrong audience", Token(audience: "anderswo")),
                ("another key", Token(key: Other)),
                ("another type", Token(type: "JWT")),
                ("alg none", $"{none}.{genuine[1]}."),
                ("alg none with a signature", $"{none}.{genuine[1]}.{genuine[2]}"),
                ("no signature", $"{genuine[0]}.{genuine[1]}."),
                ("another's content", $"{genuine[0]}.{Token(audience: "anderswo").Split('.')[1]}.{genuine[2]}"),
            }
        )
        {
            var (status, code) = await AskAsync(token);
            (name, status, code).ShouldBe((name, HttpStatusCode.Unauthorized, "token-missing-or-invalid"));
        }
    }

    /// <summary>A genuine token of this person, another one each time.</summary>
    internal static string Of(Guid person) => Token(person: person);

    private static ECDsaSecurityKey Other { get; } =
        new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = GatewayUnderTest.Key.KeyId };

    private static string Token(
        int minutes = 5,
        string audience = "stadtgespraeche",
        string type = "at+jwt",
        string issuer = Issuer,
        SecurityKey? key = null,
        Guid? person = null
    ) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                TokenType = type,
                Issuer = issuer,
                Audience = audience,
                Expires = TimeProvider.System.GetUtcNow().AddMinutes(minutes).UtcDateTime,
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = $"{person ?? Guid.NewGuid()}",
                    ["sid"] = $"{Guid.NewGuid()}",
                    ["partner"] = "bamberg",
                },
                SigningCredentials = new SigningCredentials(
                    key ?? GatewayUnderTest.Key,
                    SecurityAlgorithms.EcdsaSha256
                ),
            }
        );

    private async Task<(HttpStatusCode Status, string? Code)> AskAsync(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/scheduling/sessions");
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var answer = await gateway.Client.SendAsync(request);
        return (
            answer.StatusCode,
            answer.IsSuccessStatusCode ? null : (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]
        );
    }
}
