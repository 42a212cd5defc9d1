using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.SignIn;

namespace Stadtgespraeche.Registration.Tests.SignIn.Tokens;

public sealed class AccessTokensTests(RegistrationFixture registration)
{
    private static readonly string OrganisersOnly = $"/sessions/{Guid.NewGuid()}/participants";

    [Fact]
    public async Task A_genuine_token_opens_what_its_roles_allow()
    {
        await using var host = await SignInHost.StartAsync(registration);
        (await Status(host, await Token(host, AccountRole.Organiser))).ShouldBe(HttpStatusCode.NotFound);
        (await Status(host, await Token(host, AccountRole.Operator))).ShouldBe(HttpStatusCode.Forbidden);
        (await Status(host, await Token(host, AccountRole.Organiser, SignInMethod.Mail))).ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task A_token_that_somebody_changed_is_refused()
    {
        await using var host = await SignInHost.StartAsync(registration);
        var genuine = await Token(host, role: null);
        var parts = genuine.Split('.');
        var payload = JsonNode.Parse(Base64UrlEncoder.Decode(parts[1]))!.AsObject();
        payload["role"] = new JsonArray("organiser");
        var raised = Base64UrlEncoder.Encode(payload.ToJsonString());

        foreach (
            var forged in (string[])
                [
                    $"{parts[0]}.{raised}.{parts[2]}",
                    $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}""")}.{raised}.",
                    $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}""")}.{raised}.{parts[2]}",
                    // The public key as a secret: readers that let the token choose the algorithm fall for it.
                    SignedWithPublicKey(host, raised),
                    parts[0],
                    "",
                    "..",
                    genuine + "x",
                ]
        )
        {
            (await Status(host, forged)).ShouldBe(HttpStatusCode.Unauthorized, forged);
        }
    }

    [Theory]
    [InlineData("aud", "andere")]
    [InlineData("iss", "https://angreifer.example/")]
    [InlineData("typ", "JWT")]
    [InlineData("typ", "rt+jwt")]
    [InlineData("exp", "past")]
    [InlineData("nbf", "future")]
    [InlineData("sub", "niemand")]
    [InlineData("sid", "")]
    [InlineData("key", "another")]
    public async Task A_token_signed_for_something_else_is_refused(string what, string value)
    {
        await using var host = await SignInHost.StartAsync(registration);
        (await Status(host, Sign(host))).ShouldBe(HttpStatusCode.NotFound);
        (await Status(host, Sign(host, what, value))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_refresh_token_or_an_id_token_is_no_access_token()
    {
        await using var host = await SignInHost.StartAsync(registration);
        var tokens = await new Frontend(host).SignIn(await host.SignIn(await registration.GivenMember()));
        (await Status(host, (string)tokens["refresh_token"]!)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(host, (string)tokens["id_token"]!)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_cookie_of_the_sign_in_pages_opens_nothing_of_the_API()
    {
        await using var host = await SignInHost.StartAsync(registration);
        var member = await registration.GivenMember();
        using var request = new HttpRequestMessage(HttpMethod.Get, OrganisersOnly);
        request.Headers.Add("Cookie", await host.SignIn(member));
        (await host.Browser.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<string> Token(SignInHost host, string? role, string method = SignInMethod.Passkey)
    {
        var member = await registration.GivenMember();
        var cookie = await host.SignIn(member, method);
        if (role is not null)
        {
            await registration.Query(async db =>
            {
                db.AccountRoles.Add(new AccountRole { AccountId = member, Role = role });
                return await db.SaveChangesAsync();
            });
        }

        return (string)(await new Frontend(host).SignIn(cookie))["access_token"]!;
    }

    private static async Task<HttpStatusCode> Status(SignInHost host, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, OrganisersOnly);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return (await host.Browser.SendAsync(request)).StatusCode;
    }

    private static SigningCredentials Credentials(SignInHost host) =>
        host.Services.GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>().CurrentValue.SigningCredentials[0];

    // As Registration would, but for one thing.
    private static string Sign(SignInHost host, string? what = null, string? value = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var credentials =
            what == "key"
                ? new SigningCredentials(
                    new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256))
                    {
                        KeyId = Credentials(host).Key.KeyId,
                    },
                    "ES256"
                )
                : Credentials(host);
        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = what == "iss" ? value : $"{host.Issuer}",
                Audience = what == "aud" ? value : "stadtgespraeche",
                TokenType = what == "typ" ? value : "at+jwt",
                NotBefore = what == "nbf" ? now.AddMinutes(10) : now.AddMinutes(-10),
                IssuedAt = now.AddMinutes(-10),
                Expires = what == "exp" ? now.AddMinutes(-2) : now.AddMinutes(20),
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = what == "sub" ? value! : $"{Guid.NewGuid()}",
                    ["sid"] = what == "sid" ? value! : $"{Guid.NewGuid()}",
                    ["partner"] = "bamberg",
                    ["role"] = new[] { "organiser" },
                },
                SigningCredentials = credentials,
            }
        );
    }

    private static string SignedWithPublicKey(SignInHost host, string payload)
    {
        var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey((ECDsaSecurityKey)Credentials(host).Key);
        var input =
            $"{Base64UrlEncoder.Encode("""{"alg":"HS256","typ":"at+jwt","kid":""" + $"\"{Credentials(host).Key.KeyId}\"}}")}.{payload}";
        var hash = HMACSHA256.HashData(Encoding.ASCII.GetBytes(key.X + key.Y), Encoding.ASCII.GetBytes(input));
        return $"{input}.{Base64UrlEncoder.Encode(hash)}";
    }
}
