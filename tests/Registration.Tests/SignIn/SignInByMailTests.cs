using System.Net;
using System.Security.Cryptography;
using Jose;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.SignIn;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.SignIn;

public sealed class SignInByMailTests(RegistrationFixture registration)
{
    private const string Address = "Rita.Beispiel@rat.example";
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task The_address_travels_sealed_for_the_chosen_city_alone_and_the_city_is_remembered()
    {
        using var key = await GivenEncryptionKey(Kaiserslautern);
        await using var heard = await service.ListenAt<SignInRequested>(Kaiserslautern);
        var browser = Browser();

        var answer = await Ask(browser, Kaiserslautern, $" {Address} ", "/connect/authorize?client_id=x");

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().ShouldStartWith("/anmelden/unterwegs?weiter=");
        (await browser.Get("/anmelden")).ShouldContain($"value=\"{Kaiserslautern}\" selected");
        SignInRequested? request = null;
        await Eventually.Holds(() => request = heard.Heard.Single(message => Open(key, message.SealedAddress) == Address));
        request!.SealedAddress.Length.ShouldBe(heard.Heard.First().SealedAddress.Length);
        var kept = await registration.Query(db => db.SignInRequests.SingleAsync(row => row.Id == request.RequestId));
        (kept.Partner, kept.ReturnTo, kept.UsedAt).ShouldBe((Kaiserslautern, "/connect/authorize?client_id=x", null));
        (kept.ExpiresAt - request.ExpiresAt).Duration().ShouldBeLessThan(TimeSpan.FromMilliseconds(1));
        using var other = await GivenEncryptionKey(Bamberg);
        Open(other, request.SealedAddress).ShouldBeNull();
    }

    [Fact]
    public async Task The_answer_is_the_same_for_a_city_that_cannot_be_asked_yet()
    {
        var partner = $"stadt-{Guid.NewGuid():N}"[..20];
        await registration.GivenPartner(partner);
        using var key = await GivenEncryptionKey(Kaiserslautern);

        var (asked, unasked) = (await Ask(Browser(), Kaiserslautern, Address), await Ask(Browser(), partner, Address));

        unasked.StatusCode.ShouldBe(asked.StatusCode);
        unasked.Headers.Location.ShouldBe(asked.Headers.Location);
        (await Browser().Get("/anmelden/unterwegs")).ShouldContain("Wenn die Adresse bekannt ist, ist eine E-Mail unterwegs.");
    }

    [Theory]
    [InlineData(Kaiserslautern, "rita@rat.example\r\nBcc: alle@rat.example")]
    [InlineData(Kaiserslautern, "rita@rat.example,alle@rat.example")]
    [InlineData(Kaiserslautern, "Rita <rita@rat.example>")]
    [InlineData(Kaiserslautern, "rita")]
    [InlineData(Kaiserslautern, "")]
    [InlineData("erfunden", Address)]
    [InlineData("", Address)]
    public async Task What_is_no_address_or_no_city_asks_nobody(string partner, string address)
    {
        var before = await registration.Query(db => db.SignInRequests.CountAsync());
        var answer = await Ask(Browser(), partner, address);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Bitte prüfen Sie Ihre Angaben");
        (await registration.Query(db => db.SignInRequests.CountAsync(row => row.Partner == "erfunden"))).ShouldBe(0);
        before.ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task A_network_that_asks_too_often_is_told_to_wait()
    {
        var network = "2001:db8:5:6::";
        for (var i = 0; i < 10; i++)
            (await Ask(Browser($"{network}{i + 1}"), Bamberg, Address)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await Ask(Browser($"{network}99"), Bamberg, Address)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await Ask(Browser("2001:db8:5:7::1"), Bamberg, Address)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task The_link_signs_in_once_in_any_browser_and_the_token_leaves_the_address_at_once()
    {
        var (member, token) = await GivenLink("/connect/authorize?client_id=y");
        var browser = Browser();

        var moved = await browser.Send(HttpMethod.Get, $"/anmelden/link?t={token}");
        moved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        moved.Headers.Location!.ToString().ShouldBe("/anmelden/link");
        moved.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("anmeldelink=", StringComparison.Ordinal))
            .ToLowerInvariant().ShouldSatisfyAllConditions(cookie => cookie.ShouldContain("path=/anmelden/link"), cookie => cookie.ShouldContain("httponly"));
        var page = await browser.Get("/anmelden/link");
        page.ShouldContain("Erika Beispiel");
        page.ShouldNotContain(token);
        (await registration.Query(db => db.DeviceSessions.CountAsync(row => row.AccountId == member))).ShouldBe(0);

        var signedIn = await browser.Post("/anmelden/link", page);
        signedIn.Headers.Location!.ToString().ShouldBe("/connect/authorize?client_id=y");
        (await registration.Query(db => db.DeviceSessions.SingleAsync(row => row.AccountId == member))).Method.ShouldBe(SignInMethod.Mail);

        // Whoever clicks twice or goes back goes on; anywhere else the link is used up.
        (await browser.Send(HttpMethod.Get, "/anmelden/link")).Headers.Location!.ToString().ShouldBe("/connect/authorize?client_id=y");
        await ShouldBeRefused(token, HttpStatusCode.Gone, "schon benutzt");
        (await registration.Query(db => db.DeviceSessions.CountAsync(row => row.AccountId == member))).ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_browsers_with_the_same_link_one_gets_in()
    {
        var (member, token) = await GivenLink();
        var browsers = new[] { Browser(), Browser(), Browser(), Browser() };
        var pages = new List<string>();
        foreach (var browser in browsers)
        {
            await browser.Send(HttpMethod.Get, $"/anmelden/link?t={token}");
            pages.Add(await browser.Get("/anmelden/link"));
        }

        var answers = await Task.WhenAll(browsers.Select((browser, i) => browser.Post("/anmelden/link", pages[i])));

        answers.Select(answer => answer.Headers.Location?.ToString()).Order(StringComparer.Ordinal)
            .ShouldBe(["/anmelden/link", "/anmelden/link", "/anmelden/link", "/mein-bereich"]);
        var late = browsers.Where((_, i) => answers[i].Headers.Location!.ToString() == "/anmelden/link");
        foreach (var browser in late)
            (await browser.Send(HttpMethod.Get, "/anmelden/link")).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await registration.Query(db => db.DeviceSessions.CountAsync(row => row.AccountId == member))).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_forged_altered_foreign_or_late_signs_nobody_in()
    {
        var (member, token) = await GivenLink();
        var request = Guid.Parse(new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(token).Id);
        var (own, foreign, stranger) = (service.KeyOf(Bamberg), service.KeyOf(Kaiserslautern), new PartnerSigner(Bamberg));
        var parts = token.Split('.');
        var none = Base64UrlEncoder.Encode($$"""{"alg":"none","kid":"{{own.KeyId}}"}""");
        var other = await registration.GivenMember(Kaiserslautern);
        var foreignRequest = await GivenRequest(Kaiserslautern);
        string[] bad =
        [
            "", "x", "a.b.c", new string('a', 5000),
            stranger.SignIn(member, request), foreign.SignIn(member, request), foreign.SignIn(member, request, issuer: Bamberg),
            foreign.SignIn(member, foreignRequest), own.SignIn(other, request), own.SignIn(member, foreignRequest), own.SignIn(member, Guid.NewGuid()),
            own.SignIn(member, request, audience: "anders"), own.SignIn(member, request, purpose: "seat"), own.Link(member, Guid.NewGuid()),
            $"{none}.{parts[1]}.", $"{none}.{parts[1]}.{parts[2]}",
            $"{parts[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace(member.ToString(), other.ToString()))}.{parts[2]}",
        ];
        foreach (var wrong in bad)
            await ShouldBeRefused(wrong, HttpStatusCode.BadRequest, "Dieser Link gilt nicht");
        await ShouldBeRefused(own.SignIn(member, request, TimeProvider.System.GetUtcNow().AddMinutes(-3)), HttpStatusCode.Gone, "gilt nicht mehr");
        var late = await GivenRequest(Bamberg, minutes: -3);
        await ShouldBeRefused(own.SignIn(member, late), HttpStatusCode.Gone, "gilt nicht mehr");
        (await registration.Query(db => db.DeviceSessions.CountAsync(row => row.AccountId == member))).ShouldBe(0);

        // Two minutes of skew are forgiven.
        var justOver = own.SignIn(member, request, TimeProvider.System.GetUtcNow().AddMinutes(-1));
        (await Browser().Send(HttpMethod.Get, $"/anmelden/link?t={justOver}")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Who_left_or_wants_no_links_by_mail_is_told_so_and_not_signed_in()
    {
        var (left, first) = await GivenLink();
        await registration.Say(Bamberg, new MandateEnded(Bamberg, left, 9));
        await ShouldBeRefused(first, HttpStatusCode.Forbidden, "Mandat ist beendet");

        var (off, second) = await GivenLink();
        await registration.Query(db => db.Database.ExecuteSqlAsync(
            $"insert into accounts (id, created_at, security_stamp, mail_sign_in_off) values ({off}, now(), 'x', true)"));
        var browser = Browser();
        await browser.Send(HttpMethod.Get, $"/anmelden/link?t={second}");
        var answer = await browser.Post("/anmelden/link", await browser.Get("/anmelden/link"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Passkey");
        (await registration.Query(db => db.DeviceSessions.CountAsync(row => row.AccountId == left || row.AccountId == off))).ShouldBe(0);
    }

    [Fact]
    public async Task Without_the_forms_own_token_nothing_is_asked_and_nobody_signed_in()
    {
        var (_, token) = await GivenLink();
        var browser = Browser();
        await browser.Send(HttpMethod.Get, $"/anmelden/link?t={token}");
        (await browser.Send(HttpMethod.Post, "/anmelden/link", new())).IsSuccessStatusCode.ShouldBeFalse();
        (await browser.Send(HttpMethod.Post, "/anmelden", new() { ["Partner"] = Bamberg, ["Address"] = Address })).IsSuccessStatusCode.ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://boese.example/")]
    [InlineData("//boese.example/")]
    [InlineData("/\\boese.example")]
    [InlineData("javascript:alert(1)")]
    public async Task A_foreign_address_to_return_to_is_forgotten(string elsewhere)
    {
        var (_, token) = await GivenLink(elsewhere);
        var browser = Browser();
        await browser.Send(HttpMethod.Get, $"/anmelden/link?t={token}");
        (await browser.Post("/anmelden/link", await browser.Get("/anmelden/link"))).Headers.Location!.ToString().ShouldBe("/mein-bereich");
        (await browser.Get($"/anmelden?weiter={Uri.EscapeDataString(elsewhere)}")).ShouldNotContain("boese");
    }

    private async Task ShouldBeRefused(string token, HttpStatusCode status, string text)
    {
        var answer = await Browser().Send(HttpMethod.Get, $"/anmelden/link?t={Uri.EscapeDataString(token)}");
        answer.StatusCode.ShouldBe(status, token);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(text);
    }

    private async Task<(Guid Member, string Token)> GivenLink(string? returnTo = null)
    {
        var member = await registration.GivenMember();
        return (member, service.KeyOf(Bamberg).SignIn(member, await GivenRequest(Bamberg, returnTo)));
    }

    private async Task<Guid> GivenRequest(string partner, string? returnTo = null, int minutes = 15)
    {
        var request = new SignInRequest
        {
            Id = Guid.CreateVersion7(), Partner = partner, ReturnTo = returnTo, ExpiresAt = TimeProvider.System.GetUtcNow().AddMinutes(minutes),
        };
        await registration.Query(async db =>
        {
            db.Add(request);
            return await db.SaveChangesAsync();
        });
        return request.Id;
    }

    private async Task<ECDiffieHellman> GivenEncryptionKey(string partner)
    {
        var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(false).Q;
        var jwk = new JsonWebKey { Kty = "EC", Crv = "P-256", X = Base64UrlEncoder.Encode(point.X), Y = Base64UrlEncoder.Encode(point.Y) };
        var signer = service.KeyOf(partner);
        await registration.Say(partner, new PartnerKeyAnnounced(
            partner, signer.KeyId, signer.PublicKey, null, null, $$"""{"kty":"EC","crv":"P-256","x":"{{jwk.X}}","y":"{{jwk.Y}}"}""",
            signer.Sign(Base64UrlEncoder.Encode(jwk.ComputeJwkThumbprint()))));
        return key;
    }

    private static string? Open(ECDiffieHellman key, string seal)
    {
        try
        {
            return JWT.Decode(seal, key, JweAlgorithm.ECDH_ES_A256KW, JweEncryption.A256GCM).Trim();
        }
        catch (Exception e) when (e is JoseException or CryptographicException)
        {
            return null;
        }
    }

    private SmallBrowser Browser(string? network = null) =>
        new(service, network ?? $"10.{Random.Shared.Next(256)}.{Random.Shared.Next(256)}.{Random.Shared.Next(256)}");

    private static async Task<HttpResponseMessage> Ask(SmallBrowser browser, string partner, string address, string? returnTo = null)
    {
        var path = returnTo is null ? "/anmelden" : $"/anmelden?weiter={Uri.EscapeDataString(returnTo)}";
        return await browser.Post(path, await browser.Get(path), new() { ["Partner"] = partner, ["Address"] = address });
    }
}
