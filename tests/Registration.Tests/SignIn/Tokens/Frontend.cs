using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;

namespace Stadtgespraeche.Registration.Tests.SignIn.Tokens;

/// <summary>A frontend that speaks the protocol by hand, so that it can also speak it wrongly.</summary>
public sealed class Frontend(
    SignInHost host,
    string client = SignInHost.Portal,
    string? secret = SignInHost.PortalSecret
)
{
    private const string Tokens = "/connect/token";
    private readonly string verifier = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    /// <summary>The authorization request, with changes.</summary>
    public string Request(params (string Name, string? Value)[] changes)
    {
        var query = new Dictionary<string, string?>
        {
            ["client_id"] = client,
            ["redirect_uri"] = SignInHost.Redirect,
            ["response_type"] = "code",
            ["scope"] = "openid profile offline_access stadtgespraeche",
            ["code_challenge"] = Base64UrlEncoder.Encode(
                SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(verifier))
            ),
            ["code_challenge_method"] = "S256",
            ["state"] = "zustand",
        };
        foreach (var (name, value) in changes)
        {
            query[name] = value;
        }

        return QueryHelpers.AddQueryString("/connect/authorize", query.Where(pair => pair.Value is not null));
    }

    public async Task<HttpResponseMessage> Ask(string path, string? cookie, SignInHost? replica = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return await (replica ?? host).Browser.SendAsync(request);
    }

    /// <summary>The code that a signed-in browser brings back.</summary>
    public async Task<string> Code(string cookie, SignInHost? replica = null)
    {
        var answer = await Ask(Request(), cookie, replica);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found, await answer.Content.ReadAsStringAsync());
        answer.Headers.Location!.GetLeftPart(UriPartial.Path).ShouldBe(SignInHost.Redirect);
        return QueryHelpers.ParseQuery(answer.Headers.Location.Query)["code"].ToString();
    }

    public Task<JsonObject> Redeem(string code, string? withVerifier = null, SignInHost? replica = null) =>
        Post(
            Tokens,
            replica,
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", SignInHost.Redirect),
            ("code_verifier", withVerifier ?? verifier)
        );

    /// <summary>Says (RFC 7009) that a token is not needed any more.</summary>
    public async Task Revoke(string token) => await Post("/connect/revocation", null, ("token", token));

    public Task<JsonObject> Refresh(string token, SignInHost? replica = null) =>
        Post(Tokens, replica, ("grant_type", "refresh_token"), ("refresh_token", token));

    /// <summary>The whole way: tokens for whoever the cookie says.</summary>
    public async Task<JsonObject> SignIn(string cookie) => await Redeem(await Code(cookie));

    private async Task<JsonObject> Post(string path, SignInHost? replica, params (string Name, string Value)[] fields)
    {
        var form = fields.Append(("client_id", client)).ToDictionary(field => field.Item1, field => field.Item2);
        if (secret is not null)
        {
            form["client_secret"] = secret;
        }

        var answer = await (replica ?? host).Browser.PostAsync(path, new FormUrlEncodedContent(form));
        ((int)answer.StatusCode).ShouldBeLessThan(500);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
    }
}
