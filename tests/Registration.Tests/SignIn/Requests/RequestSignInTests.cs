using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Jose;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.SignIn.Requests;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.SignIn.Requests;

public sealed class RequestSignInTests(RegistrationFixture registration)
{
    private const string Address = "Rita.Beispiel@rat.example";

    [Theory]
    [InlineData("rita\u200B@rat.example")]
    [InlineData("\u202Arita@rat.example\u202C")]
    [InlineData("\uFEFFrita@rat\u00AD.example\u00A0")]
    public void An_address_is_read_without_what_nobody_sees(string copied) =>
        RequestSignIn.Read(copied).ShouldBe("rita@rat.example");

    [Fact]
    public async Task The_address_travels_sealed_for_the_chosen_city_alone_and_the_city_is_remembered()
    {
        using var key = await registration.GivenEncryptionKey(Kaiserslautern);
        await using var heard = await registration.Service.ListenAt<SignInRequested>(Kaiserslautern);
        var browser = registration.Browser();

        var answer = await browser.Ask(Kaiserslautern, $" {Address} ", "/connect/authorize?client_id=x");

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().ShouldStartWith("/anmelden/unterwegs?weiter=");
        (await browser.Get("/anmelden")).ShouldContain($"value=\"{Kaiserslautern}\" selected");
        SignInRequested? request = null;
        await Eventually.Holds(() =>
            request = heard.Heard.Single(message => Open(key, message.SealedAddress) == Address)
        );
        request!.SealedAddress.Length.ShouldBe(heard.Heard.First().SealedAddress.Length);
        var kept = await registration.Query(db => db.SignInRequests.SingleAsync(row => row.Id == request.RequestId));
        (kept.Partner, kept.ReturnTo, kept.UsedAt).ShouldBe((Kaiserslautern, "/connect/authorize?client_id=x", null));
        (kept.ExpiresAt - request.ExpiresAt).Duration().ShouldBeLessThan(TimeSpan.FromMilliseconds(1));
        using var other = await registration.GivenEncryptionKey(Bamberg);
        Open(other, request.SealedAddress).ShouldBeNull();
    }

    [Fact]
    public async Task The_answer_is_the_same_for_a_city_that_cannot_be_asked_yet()
    {
        var partner = $"stadt-{Guid.NewGuid():N}"[..20];
        await registration.GivenPartner(partner);
        using var key = await registration.GivenEncryptionKey(Kaiserslautern);

        var (asked, unasked) = (
            await registration.Browser().Ask(Kaiserslautern, Address),
            await registration.Browser().Ask(partner, Address)
        );

        unasked.StatusCode.ShouldBe(asked.StatusCode);
        unasked.Headers.Location.ShouldBe(asked.Headers.Location);
        (await registration.Browser().Get("/anmelden/unterwegs")).ShouldContain(
            "Wenn die Adresse bekannt ist, ist eine E-Mail unterwegs."
        );
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
        var answer = await registration.Browser().Ask(partner, address);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Bitte prüfen Sie Ihre Angaben");
        (await registration.Query(db => db.SignInRequests.CountAsync(row => row.Partner == "erfunden"))).ShouldBe(0);
    }

    [Fact]
    public async Task A_network_that_asks_too_often_is_told_to_wait()
    {
        var network = "2001:db8:5:6::";
        for (var i = 0; i < 10; i++)
        {
            (await registration.Browser($"{network}{i + 1}").Ask(Bamberg, Address)).StatusCode.ShouldBe(
                HttpStatusCode.SeeOther
            );
        }

        (await registration.Browser($"{network}99").Ask(Bamberg, Address)).StatusCode.ShouldBe(
            HttpStatusCode.TooManyRequests
        );
        (await registration.Browser("2001:db8:5:7::1").Ask(Bamberg, Address)).StatusCode.ShouldBe(
            HttpStatusCode.SeeOther
        );
    }

    [Fact]
    public async Task Nobody_can_tell_from_the_answer_whether_the_city_knows_the_address()
    {
        using var key = await registration.GivenEncryptionKey(Kaiserslautern);
        var answers = new List<string>();
        foreach (
            var address in (string[])
                [Address, "niemand@rat.example", "a@b.example", $"{new string('x', 200)}@rat.example"]
        )
        {
            var answer = await registration.Browser().Ask(Kaiserslautern, address);
            var cookies = answer
                .Headers.GetValues("Set-Cookie")
                .Select(cookie => Regex.Replace(cookie, "(?<=anmeldeformular=)[^;]+", "…"));
            var headers = answer
                .Headers.Where(header => header.Key is not ("Date" or "Set-Cookie"))
                .Select(header => $"{header.Key}: {string.Join(",", header.Value)}");
            answers.Add(
                $"{answer.StatusCode} {string.Join("|", headers)} {string.Join("|", cookies)} {await answer.Content.ReadAsStringAsync()}"
            );
        }

        answers.Distinct().ShouldHaveSingleItem();
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
}
