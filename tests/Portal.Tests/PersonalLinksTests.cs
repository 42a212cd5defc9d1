using System.Net;

namespace Stadtgespraeche.Portal.Tests;

public sealed class PersonalLinksTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    [Theory]
    [InlineData("platz", "&antwort=online", "?antwort=online")]
    [InlineData("platz", "&antwort=unsinn", "")]
    [InlineData("beitrag", "", "")]
    [InlineData("impuls", "", "")]
    public async Task The_token_leaves_the_address_at_once_and_lives_in_a_careful_cookie(
        string page,
        string query,
        string kept
    )
    {
        var answer = await portal.Browser.GetAsync($"/{page}?t={PortalUnderTest.Link()}{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().ShouldBe($"/{page}/{PortalUnderTest.SessionId}{kept}");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldStartWith($"{page}={PortalUnderTest.Link()};");
        cookie.ShouldContain($"path=/{page}/{PortalUnderTest.SessionId}");
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldNotContain("secure");
        cookie.ShouldNotContain("expires");
    }

    [Fact]
    public async Task Behind_https_the_cookie_is_secure()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/platz?t={PortalUnderTest.Link()}");
        request.Headers.Add("X-Forwarded-Proto", "https");
        var answer = await portal.Browser.SendAsync(request);
        answer.Headers.GetValues("Set-Cookie").Single().ShouldContain("secure");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?t=")]
    [InlineData("?t=unsinn")]
    [InlineData("?t=a.b.c")]
    [InlineData("?t=e30.e30.e30")]
    public async Task A_link_that_is_no_link_is_explained_and_leaves_no_cookie(string query)
    {
        var answer = await portal.Browser.GetAsync($"/platz{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Was Sie tun können");
    }

    [Theory]
    [InlineData("%0A")]
    [InlineData("%C3%A4")]
    public async Task A_link_with_letters_that_no_header_can_carry_is_explained(string letter)
    {
        foreach (
            var address in (string[])
                [
                    $"/platz?t={PortalUnderTest.Link()}{letter}",
                    $"/beitrag?t={PortalUnderTest.Link()}{letter}",
                    $"/bewerbung?t={PortalUnderTest.Link()}{letter}",
                    $"/impuls?t={PortalUnderTest.Link()}{letter}",
                ]
        )
        {
            (await portal.Browser.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, address);
        }

        using var kept = new HttpRequestMessage(HttpMethod.Get, $"/platz/{PortalUnderTest.SessionId}")
        {
            Headers = { { "Cookie", $"platz={PortalUnderTest.Link()}{letter}" } },
        };
        using var none = new HttpRequestMessage(HttpMethod.Get, $"/platz/{PortalUnderTest.SessionId}");
        (await portal.Browser.SendAsync(kept)).StatusCode.ShouldBe(
            (await portal.Browser.SendAsync(none)).StatusCode,
            "as without a link"
        );
    }

    [Fact]
    public async Task A_link_that_the_API_refuses_is_explained_and_leaves_no_cookie()
    {
        var answer = await portal.Browser.GetAsync($"/platz?t={PortalUnderTest.Link(genuine: false)}");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("Dieser Link gilt nicht");
        page.ShouldNotContain(PortalUnderTest.Link(genuine: false));
    }

    [Fact]
    public async Task A_GET_says_for_whom_one_acts_and_does_nothing()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"/platz/{PortalUnderTest.SessionId}?antwort=vor-ort"
        );
        request.Headers.Add("Cookie", $"platz={PortalUnderTest.Link()}");
        var page = await (await portal.Browser.SendAsync(request)).Content.ReadAsStringAsync();
        page.ShouldContain("Sie handeln für <strong>Erika Muster</strong>, Bamberg");
        page.ShouldContain("Sie haben noch nicht geantwortet");
        page.ShouldNotContain(PortalUnderTest.Link());
    }
}
