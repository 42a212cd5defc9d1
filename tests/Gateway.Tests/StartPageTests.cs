using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.Gateway.Tests;

/// <summary>What a developer who knows nothing yet sees first: the start page of the API, and the page to try it.</summary>
public sealed partial class StartPageTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>, IAsyncLifetime
{
    private readonly Browser browser = new();

    public async ValueTask InitializeAsync() => await browser.StartAsync();

    public async ValueTask DisposeAsync() => await browser.DisposeAsync();

    [Fact]
    public async Task The_first_call_on_the_start_page_works_as_it_stands()
    {
        var page = await gateway.Client.GetStringAsync("/api");
        var call = WebUtility.HtmlDecode(Call().Match(page).Groups["address"].Value);
        call.ShouldStartWith(gateway.Address.ToString());
        (await gateway.Client.GetStringAsync(call)).ShouldBe("scheduling /sessions");
    }

    [Theory]
    [InlineData("Authorization: Bearer")]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("application/problem+json")]
    [InlineData("parameter-unknown")]
    [InlineData("Retry-After")]
    [InlineData("expectedVersion")]
    [InlineData("href=\"/api/docs/\"")]
    [InlineData("href=\"/api/openapi.json\"")]
    public async Task The_start_page_explains_tokens_errors_and_repeating(string told) =>
        (await gateway.Client.GetStringAsync("/api/")).ShouldContain(told);

    [Theory]
    [InlineData("/api", 1280)]
    [InlineData("/api", 320)]
    [InlineData("/api/docs/", 1280)]
    [InlineData("/api/docs/", 320)]
    public async Task Axe_finds_nothing(string path, int width)
    {
        var page = await browser.Person(gateway.Address, width);
        await page.GotoAsync(path);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Stadtgespräche" }).First.WaitForAsync();
        if (path != "/api")
        {
            await page.GetByText("Plans one").Last.WaitForAsync();
        }

        await page.ShouldBeAccessible();
    }

    [Theory]
    [InlineData("/api/openapi.json", 200)]
    [InlineData("/api/knowledge/contributions", 502)]
    public async Task Pages_of_everybody_may_read_the_description_and_why_something_did_not_work(
        string path,
        int status
    )
    {
        using var answer = await gateway.Client.GetAsync(path);
        ((int)answer.StatusCode).ShouldBe(status);
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task The_start_page_is_for_reading(string method)
    {
        using var answer = await gateway.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/api"));
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        ((string?)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]).ShouldBe("method-not-allowed");
    }

    [GeneratedRegex("curl (\"|&quot;)(?<address>[^\"]+?)(\"|&quot;)")]
    private static partial Regex Call();
}
