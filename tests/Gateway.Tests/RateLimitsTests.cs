using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Stadtgespraeche.Gateway.Tests.Attacks;

namespace Stadtgespraeche.Gateway.Tests;

public sealed class RateLimitsTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Fact]
    public async Task A_network_that_asks_too_much_waits_and_others_do_not()
    {
        using var client = gateway.With(("RateLimits:Network:Burst", "3"), ("RateLimits:Network:PerMinute", "1"));
        foreach (var _ in Enumerable.Range(0, 3))
        {
            (await SendAsync(client, "198.51.100.1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var refused = await SendAsync(client, "198.51.100.1");
        await ShouldBeTooMany(refused);
        (await SendAsync(client, "198.51.100.2")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_addresses_of_one_IPv6_network_count_together()
    {
        using var client = gateway.With(("RateLimits:Network:Burst", "2"), ("RateLimits:Network:PerMinute", "1"));
        (await SendAsync(client, "2001:db8:1:2::1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(client, "2001:db8:1:2:ffff::7")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ShouldBeTooMany(await SendAsync(client, "2001:db8:1:2:abcd::9"));
        (await SendAsync(client, "2001:db8:1:3::1")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_that_asks_too_much_waits_wherever_it_asks_from()
    {
        using var client = gateway.With(("RateLimits:Token:Burst", "2"), ("RateLimits:Token:PerMinute", "1"));
        (await SendAsync(client, "198.51.100.3", token: "eins")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(client, "198.51.100.4", token: "eins")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ShouldBeTooMany(await SendAsync(client, "198.51.100.5", token: "eins"));
        (await SendAsync(client, "198.51.100.5", token: "zwei")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Bearer {0}")]
    [InlineData("bearer {0}")]
    [InlineData("BEARER  {0}")]
    [InlineData("Bearer {0} ")]
    public async Task A_person_is_counted_as_one_however_the_token_is_spelled_and_however_many_there_are(string spelled)
    {
        using var client = gateway.With(("RateLimits:Token:Burst", "2"), ("RateLimits:Token:PerMinute", "1"));
        var person = Guid.CreateVersion7();
        (await SpelledAsync("Bearer {0}", person)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SpelledAsync(spelled, person)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ShouldBeTooMany(await SpelledAsync(spelled, person));
        (await SpelledAsync(spelled, Guid.CreateVersion7())).StatusCode.ShouldBe(HttpStatusCode.OK);

        Task<HttpResponseMessage> SpelledAsync(string header, Guid who)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/api/scheduling/sessions");
            request.Headers.TryAddWithoutValidation("Authorization", string.Format(header, TokensTests.Of(who)));
            return client.SendAsync(request);
        }
    }

    [Fact]
    public async Task Nobody_uses_up_the_requests_of_another_by_a_forged_token()
    {
        using var client = gateway.With(("RateLimits:Token:Burst", "2"), ("RateLimits:Token:PerMinute", "1"));
        var person = Guid.CreateVersion7();
        foreach (var _ in Enumerable.Range(0, 5))
        {
            using var forged = new HttpRequestMessage(HttpMethod.Get, "/api/scheduling/sessions");
            var parts = TokensTests.Of(person).Split('.');
            forged.Headers.Authorization = new("Bearer", $"{parts[0]}.{parts[1]}.{new string('A', 86)}");
            (await client.SendAsync(forged)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        }

        using var genuine = new HttpRequestMessage(HttpMethod.Get, "/api/scheduling/sessions");
        genuine.Headers.Authorization = new("Bearer", TokensTests.Of(person));
        (await client.SendAsync(genuine)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/anmelden")]
    [InlineData("/Anmelden/link")]
    [InlineData("/connect/token")]
    public async Task Signing_in_is_limited_more_strictly_and_reading_is_not(string path)
    {
        using var client = gateway.With(("RateLimits:SignIn:Burst", "2"), ("RateLimits:SignIn:PerMinute", "1"));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            (await SendAsync(client, "198.51.100.6", path, HttpMethod.Post)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await SendAsync(client, "198.51.100.6", path, HttpMethod.Post)).StatusCode.ShouldBe(
            HttpStatusCode.TooManyRequests
        );
        (await SendAsync(client, "198.51.100.6", path)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_looks_at_pages_gets_a_page_that_says_so()
    {
        using var client = gateway.With(("RateLimits:Network:Burst", "1"), ("RateLimits:Network:PerMinute", "1"));
        await SendAsync(client, "198.51.100.7", "/sitzungen");
        using var refused = await SendAsync(client, "198.51.100.7", "/sitzungen");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await refused.Content.ReadAsStringAsync()).ShouldContain("zu viele Anfragen");
    }

    [Fact]
    public async Task The_portal_on_its_own_behalf_is_not_counted()
    {
        using var client = gateway.With(("RateLimits:Network:Burst", "1"), ("RateLimits:Network:PerMinute", "1"));
        foreach (var _ in Enumerable.Range(0, 5))
        {
            (await client.GetAsync("/api/scheduling/sessions")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    private static async Task ShouldBeTooMany(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeGreaterThanOrEqualTo(1);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        ((string?)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]).ShouldBe("too-many-requests");
    }

    // The client stands where the portal does, so the gateway believes for whom it asks.
    private static Task<HttpResponseMessage> SendAsync(
        HttpClient client,
        string network,
        string path = "/api/scheduling/sessions",
        HttpMethod? method = null,
        string? token = null
    )
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", network);
        if (token is not null)
        {
            // A city's link, of which the gateway judges nothing.
            var claims = Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(
                $$"""{"iss":"bamberg","sub":"{{token}}"}"""
            );
            request.Headers.Authorization = new("Bearer", $"eyJhbGciOiJFUzI1NiJ9.{claims}.AAAA");
        }

        return client.SendAsync(request);
    }
}
