using System.Net;
using System.Text.RegularExpressions;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Registration.Tests.SignIn;

/// <summary>Keeps cookies as a browser does, follows no redirects, and comes from a network of its own.</summary>
internal sealed partial class SmallBrowser(ServiceUnderTest<Program> service, string network)
{
    private readonly CookieContainer cookies = new();
    private HttpClient client = service.WithoutRedirects();

    /// <summary>From now on another replica answers this browser.</summary>
    public SmallBrowser At(ServiceUnderTest<Program> replica)
    {
        client = replica.WithoutRedirects();
        return this;
    }

    public async Task<string> Get(string path)
    {
        var answer = await Send(HttpMethod.Get, path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Sends the form of a page that was shown before.</summary>
    public Task<HttpResponseMessage> Post(string path, string page, Dictionary<string, string>? fields = null) =>
        Send(
            HttpMethod.Post,
            path,
            new(fields ?? []) { ["formular"] = WebUtility.HtmlDecode(FormToken().Match(page).Groups["token"].Value) }
        );

    public async Task<HttpResponseMessage> Send(
        HttpMethod method,
        string path,
        Dictionary<string, string>? fields = null
    )
    {
        var address = new Uri(new Uri("http://127.0.0.1:8080"), path);
        var request = new HttpRequestMessage(method, path)
        {
            Content = fields is null ? null : new FormUrlEncodedContent(fields),
        };
        request.Headers.Add("X-Forwarded-For", network);
        if (cookies.GetCookieHeader(address) is { Length: > 0 } header)
        {
            request.Headers.Add("Cookie", header);
        }

        var answer = await client.SendAsync(request);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            cookies.SetCookies(address, cookie);
        }

        return answer;
    }

    [GeneratedRegex("name=\"formular\" type=\"hidden\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex FormToken();
}
