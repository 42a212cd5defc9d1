using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>A browser with its cookies, at any replica.</summary>
internal sealed partial class Person(HttpClient client)
{
    private static readonly Uri Site = new(ScriptedIssuer.Address);
    private readonly CookieContainer cookies = new();

    public string? Cookie(string name) => cookies.GetCookies(Site)[name]?.Value;

    public void Plant(string name, string value) => cookies.Add(Site, new Cookie(name, value, "/"));

    public async Task<HttpResponseMessage> Send(
        HttpMethod method,
        string path,
        Dictionary<string, string>? fields = null,
        HttpClient? at = null
    )
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = fields is null ? null : new FormUrlEncodedContent(fields),
        };
        if (cookies.GetCookieHeader(new Uri(Site, path)) is { Length: > 0 } header)
        {
            request.Headers.Add("Cookie", header);
        }

        var answer = await (at ?? client).SendAsync(request);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            cookies.SetCookies(new Uri(Site, path), cookie);
        }

        return answer;
    }

    public async Task<string> Get(string path, HttpClient? at = null)
    {
        var answer = await Send(HttpMethod.Get, path, at: at);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>
    /// Asks for a page, is sent to the issuer, and comes back with a code; answers where the portal leads then.
    /// </summary>
    public async Task<HttpResponseMessage> SignIn(
        string path = "/mein-bereich",
        string amr = "mail",
        params string[] roles
    )
    {
        var asked = QueryHelpers.ParseQuery((await Send(HttpMethod.Get, path)).Headers.Location!.Query);
        asked["code_challenge_method"].ToString().ShouldBe("S256");
        return await ComeBack(ScriptedIssuer.Code(asked["nonce"]!, amr, roles), asked["state"]!);
    }

    public Task<HttpResponseMessage> ComeBack(string code, string state) =>
        Send(
            HttpMethod.Get,
            $"/signin-oidc?code={code}&state={Uri.EscapeDataString(state)}&iss={Uri.EscapeDataString(ScriptedIssuer.Address)}"
        );

    public static string FormToken(string page) => FormTokenPattern().Match(page).Groups["token"].Value;

    [GeneratedRegex("name=\"formular\" type=\"hidden\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex FormTokenPattern();
}
