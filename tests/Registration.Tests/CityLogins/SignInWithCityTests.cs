using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.SignIn;
using Stadtgespraeche.Registration.Tests.SignIn.Tokens;

namespace Stadtgespraeche.Registration.Tests.CityLogins;

/// <summary>
/// Signing in with a city's own login, in whose place OpenIddict stands; everything goes over real HTTP.
/// </summary>
public sealed class SignInWithCityTests(TwoCities cities, RegistrationFixture registration) : IClassFixture<TwoCities>
{
    private Uri Site => cities.Site;

    [Fact]
    public async Task A_member_connects_the_login_once_and_signs_in_by_it_from_then_on()
    {
        var member = await registration.GivenMember(cities.City);
        cities.Login.Subject = Guid.NewGuid().ToString();
        using var browser = new Walker();
        const string goOn = "/connect/authorize?client_id=portal&state=x";

        var waits = await browser.Get(await browser.Through(Site, cities.City, goOn));
        waits.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var connect = waits.Headers.Location!.ToString();
        connect.ShouldStartWith("/anmelden/stadt/verbinden?weiter=");
        var page = await (await browser.Get(Site, connect)).Content.ReadAsStringAsync();
        page.ShouldContain("Anmelden und verbinden");
        page.ShouldNotContain("id=\"verbinden\"");

        browser.Carry(Site, await cities.Host.SignIn(member, SignInMethod.Mail));
        (await (await browser.Get(Site, connect)).Content.ReadAsStringAsync()).ShouldContain("Erika Beispiel");
        (await registration.Query(db => db.CityIdentities.AnyAsync(row => row.AccountId == member))).ShouldBeFalse();
        (await browser.Press(Site, connect)).Headers.Location!.ToString().ShouldBe(goOn);
        var kept = await registration.Query(db => db.CityIdentities.SingleAsync(row => row.AccountId == member));
        (kept.Issuer, kept.Subject).ShouldBe((cities.Login.Issuer, cities.Login.Subject));
        browser.Cookie(new Uri(Site, connect), "stadtlogin").ShouldBeNull();

        using var elsewhere = new Walker();
        var back = await elsewhere.Get(await elsewhere.Through(Site, cities.City, goOn));
        back.Headers.Location!.ToString().ShouldBe(goOn);
        (await cities.Sessions(member)).ShouldBe([SignInMethod.City, SignInMethod.City]);
        var asked = cities.Login.Asked!;
        (asked.Scope, asked.ResponseType, asked.CodeChallengeMethod, asked.ResponseMode ?? "query").ShouldBe(
            ("openid", "code", "S256", "query")
        );
        asked.Nonce.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Roles_count_after_the_citys_login_and_the_token_says_how()
    {
        var (member, subject, _) = await cities.GivenConnected(role: AccountRole.Organiser);
        cities.Login.Subject = subject;
        using var browser = new Walker();
        await browser.Get(await browser.Through(Site, cities.City));
        var tokens = await new Frontend(cities.Host).SignIn($"anmeldung={browser.Cookie(Site, "anmeldung")}");
        var access = new JsonWebToken((string)tokens["access_token"]!);
        access.Subject.ShouldBe(member.ToString());
        access
            .Claims.Where(claim => claim.Type is "amr" or "role")
            .Select(claim => claim.Value)
            .ShouldBe(["city", "organiser"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_begins_at_one_replica_ends_at_the_other()
    {
        var (member, subject, _) = await cities.GivenConnected();
        cities.Login.Subject = subject;
        using var browser = new Walker();
        var back = await browser.Through(Site, cities.City);
        var landed = await browser.Get(new Uri(cities.Replica.Address, back.PathAndQuery));
        landed.Headers.Location!.ToString().ShouldBe(ReturnPath.Home);
        (await cities.Sessions(member)).Count.ShouldBe(2);
    }

    public static TheoryData<string> Forgeries =>
        [
            "audience",
            "issuer",
            "nonce",
            "expired",
            "not-yet",
            "subject",
            "hs256",
            "none",
            "foreign-key",
            "another-login",
        ];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task An_id_token_that_is_not_right_signs_nobody_in(string forgery)
    {
        var (member, subject, _) = await cities.GivenConnected();
        var login = cities.Login;
        login.Subject = subject;
        login.Forge = claims =>
        {
            switch (forgery)
            {
                case "audience":
                    claims["aud"] = "jemand-anders";
                    break;
                case "issuer":
                    claims["iss"] = cities.OtherLogin.Issuer;
                    break;
                case "nonce":
                    claims["nonce"] = "geraten";
                    break;
                case "expired":
                    (claims["exp"], claims["iat"]) = (Seconds(-10), Seconds(-20));
                    break;
                case "not-yet":
                    claims["nbf"] = Seconds(10);
                    break;
                case "subject":
                    claims.Remove("sub");
                    break;
            }

            return forgery switch
            {
                "hs256" => login.Sign(
                    claims,
                    new SigningCredentials(
                        new SymmetricSecurityKey(Encoding.UTF8.GetBytes(OwnLogin.Secret)),
                        SecurityAlgorithms.HmacSha256
                    )
                ),
                "none" => Unsigned(login.Sign(claims)),
                "foreign-key" => login.Sign(
                    claims,
                    new SigningCredentials(
                        new RsaSecurityKey(System.Security.Cryptography.RSA.Create(2048)) { KeyId = login.Key.KeyId },
                        SecurityAlgorithms.RsaSha256
                    )
                ),
                "another-login" => cities.OtherLogin.Sign(claims),
                _ => login.Sign(claims),
            };
        };
        try
        {
            using var browser = new Walker();
            await ShouldBeRefused(await browser.Get(await browser.Through(Site, cities.City)));
            (await cities.Sessions(member)).Count.ShouldBe(1, forgery);
            // The same way with a true token works, so it was the token.
            login.Forge = claims => login.Sign(claims);
            (await browser.Get(await browser.Through(Site, cities.City))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        finally
        {
            login.Forge = null;
        }
    }

    [Fact]
    public async Task Another_browser_cannot_be_made_to_take_somebody_elses_answer()
    {
        var (_, subject, _) = await cities.GivenConnected();
        cities.Login.Subject = subject;
        using var attacker = new Walker();
        var planted = await attacker.Through(Site, cities.City);

        using var victim = new Walker();
        await ShouldBeRefused(await victim.Get(planted));
        // Also not while the victim is itself on the way.
        await victim.Through(Site, cities.City);
        await ShouldBeRefused(await victim.Get(planted));
        victim.Cookie(Site, "anmeldung").ShouldBeNull();
    }

    [Fact]
    public async Task What_one_citys_login_answers_counts_at_no_other_city()
    {
        var (member, subject, _) = await cities.GivenConnected();
        cities.Login.Subject = subject;
        using var browser = new Walker();
        // Both are under way in this browser, so that every cookie is there.
        cities.OtherLogin.Subject = subject;
        var other = await browser.Through(Site, cities.Other);
        var own = await browser.Through(Site, cities.City);

        // The answer of the one at the address of the other, whole and with the codes exchanged (mix-up).
        await ShouldBeRefused(await browser.Get(new Uri(Site, $"/anmelden/stadt/{cities.City}/zurueck{other.Query}")));
        await ShouldBeRefused(await browser.Get(new Uri(Site, $"/anmelden/stadt/{cities.Other}/zurueck{own.Query}")));
        var (ownQuery, otherQuery) = (QueryHelpers.ParseQuery(own.Query), QueryHelpers.ParseQuery(other.Query));
        await ShouldBeRefused(
            await browser.Get(
                Site,
                QueryHelpers.AddQueryString(
                    own.AbsolutePath,
                    new Dictionary<string, string?> { ["code"] = otherQuery["code"], ["state"] = ownQuery["state"] }
                )
            )
        );
        var third = await browser.Through(Site, cities.City);
        var thirdQuery = QueryHelpers.ParseQuery(third.Query);
        await ShouldBeRefused(
            await browser.Get(
                Site,
                QueryHelpers.AddQueryString(
                    third.AbsolutePath,
                    new Dictionary<string, string?>
                    {
                        ["code"] = thirdQuery["code"],
                        ["state"] = thirdQuery["state"],
                        ["iss"] = cities.OtherLogin.Issuer,
                    }
                )
            )
        );
        (await cities.Sessions(member)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_login_says_nothing_about_members_of_another_partner()
    {
        var (member, subject, _) = await cities.GivenConnected();
        // One login for two cities, as a municipal IT provider has it.
        await cities.Configure(cities.Other, cities.Login);
        try
        {
            cities.Login.Subject = subject;
            using var browser = new Walker();
            var landed = await browser.Get(await browser.Through(Site, cities.Other));
            landed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await landed.Content.ReadAsStringAsync()).ShouldContain("gehört zu einer anderen Kommune");
            (await cities.Sessions(member)).Count.ShouldBe(1);

            // And what waits for one partner is not connected by another's member.
            cities.Login.Subject = Guid.NewGuid().ToString();
            await browser.Get(await browser.Through(Site, cities.Other));
            browser.Carry(Site, await cities.Host.SignIn(member));
            (await browser.Get(Site, "/anmelden/stadt/verbinden")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await browser.Press(Site, "/anmelden/passkeys", "/anmelden/stadt/verbinden")).StatusCode.ShouldBe(
                HttpStatusCode.Forbidden
            );
            (
                await registration.Query(db => db.CityIdentities.AnyAsync(row => row.Subject == cities.Login.Subject))
            ).ShouldBeFalse();
        }
        finally
        {
            await cities.Configure(cities.Other, cities.OtherLogin);
        }
    }

    [Fact]
    public async Task A_login_that_is_switched_off_lets_nobody_in_and_its_sessions_end()
    {
        var (member, subject, browser) = await cities.GivenConnected();
        cities.Login.Subject = subject;
        using var late = new Walker();
        var back = await late.Through(Site, cities.City);
        await cities.Configure(cities.City, cities.Login, enabled: false);
        try
        {
            (await cities.Sessions(member)).ShouldBeEmpty();
            (await browser.Get(Site, "/anmelden/stadt")).Headers.Location!.ToString().ShouldStartWith("/anmelden?");
            (await late.Get(Site, $"/anmelden/stadt/{cities.City}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await late.Get(back)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await cities.Sessions(member)).ShouldBeEmpty();
        }
        finally
        {
            await cities.Configure(cities.City, cities.Login);
        }

        // The connection was not lost.
        (await late.Get(await late.Through(Site, cities.City))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Whoever_says_no_at_the_login_is_told_so_kindly()
    {
        var (_, subject, _) = await cities.GivenConnected();
        cities.Login.Subject = subject;
        using var browser = new Walker();
        cities.Login.SaysNo = true;
        var declined = await browser.Get(
            await browser.Through(Site, cities.City, "/connect/authorize?client_id=portal")
        );
        cities.Login.SaysNo = false;
        declined.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await declined.Content.ReadAsStringAsync();
        page.ShouldContain("Sie haben die Anmeldung abgebrochen");
        page.ShouldContain("/anmelden?weiter=%2Fconnect%2Fauthorize");
        page.ShouldNotContain("wollte nicht");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=x&state=y")]
    [InlineData("?error=server_error")]
    [InlineData("?error=access_denied&state=%00")]
    [InlineData("?id_token=x")]
    [InlineData("?state=CfDJ8AAAAAA&code=1&iss=x")]
    public async Task Whatever_comes_to_the_address_of_return_gives_an_answer(string query)
    {
        using var browser = new Walker();
        await ShouldBeRefused(await browser.Get(Site, $"/anmelden/stadt/{cities.City}/zurueck{query}"));
        (await browser.Get(Site, $"/anmelden/stadt/erfunden/zurueck{query}")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task A_login_that_cannot_be_reached_is_no_fault_of_ours()
    {
        var gone = await OwnLogin.StartAsync();
        await cities.Configure(cities.Other, gone);
        await gone.DisposeAsync();
        try
        {
            using var browser = new Walker();
            var answer = await browser.Get(Site, $"/anmelden/stadt/{cities.Other}");
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("gerade nicht erreichbar");
        }
        finally
        {
            await cities.Configure(cities.Other, cities.OtherLogin);
        }
    }

    private static async Task ShouldBeRefused(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Zur Anmeldung");
        (answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : []).ShouldNotContain(cookie =>
            cookie.StartsWith("anmeldung=C", StringComparison.Ordinal)
        );
    }

    private static long Seconds(int minutes) => TimeProvider.System.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds();

    private static string Unsigned(string token) =>
        $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.";
}
