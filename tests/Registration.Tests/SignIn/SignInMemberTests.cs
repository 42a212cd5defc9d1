using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Registration.SignIn;
using Stadtgespraeche.Registration.Tests.SignIn.Tokens;

namespace Stadtgespraeche.Registration.Tests.SignIn;

public sealed class SignInMemberTests(RegistrationFixture registration)
{
    [Fact]
    public async Task Signing_in_begins_a_new_session_and_ends_the_one_that_the_browser_carried()
    {
        await using var host = await SignInHost.StartAsync(registration);
        var (attacker, victim) = (await registration.GivenMember(), await registration.GivenMember());
        var planted = await host.SignIn(attacker);
        var own = await host.SignIn(victim, cookie: planted);

        own.ShouldNotBe(planted);
        var frontend = new Frontend(host);
        (await frontend.Ask(frontend.Request(("prompt", "none")), planted)).Headers.Location!.Query.ShouldContain(
            "login_required"
        );
        var sessions = await registration.Query(db =>
            db.DeviceSessions.Where(row => row.AccountId == attacker || row.AccountId == victim).ToListAsync()
        );
        sessions.ShouldHaveSingleItem().AccountId.ShouldBe(victim);
    }

    [Fact]
    public async Task Nobody_signs_in_whom_no_city_ever_enrolled_or_by_mail_when_mail_is_off()
    {
        await using var host = await SignInHost.StartAsync(registration);
        (await host.TrySignIn(Guid.NewGuid(), SignInMethod.Passkey)).ShouldBe(nameof(SignInOutcome.MemberUnknown));

        var member = await registration.GivenMember();
        await host.SignIn(member, SignInMethod.Mail);
        await registration.Query(db =>
            db.Accounts.Where(row => row.Id == member)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.MailSignInOff, true))
        );
        (await host.TrySignIn(member, SignInMethod.Mail)).ShouldBe(nameof(SignInOutcome.MailSignInOff));
        (await host.TrySignIn(member, SignInMethod.City)).ShouldBe(nameof(SignInOutcome.SignedIn));

        var neverEnrolled = Guid.CreateVersion7();
        await registration.Say("bamberg", new MandateEnded("bamberg", neverEnrolled, 2));
        (await host.TrySignIn(neverEnrolled, SignInMethod.Passkey)).ShouldBe(nameof(SignInOutcome.MemberUnknown));
    }

    [Fact]
    public async Task The_cookie_is_kept_from_scripts_and_other_sites_and_travels_encrypted()
    {
        await using var host = await SignInHost.StartAsync(
            registration,
            settings: new Dictionary<string, string> { ["SignIn:Issuer"] = "https://stadtgespraeche.example/" }
        );
        var answer = await host.Browser.PostAsync(
            $"/anmelden/probe?member={await registration.GivenMember()}&method=passkey",
            null
        );
        var set = answer
            .Headers.GetValues("Set-Cookie")
            .Single(cookie => cookie.Contains("anmeldung", StringComparison.Ordinal))
            .ToLowerInvariant();
        set.ShouldStartWith("__host-anmeldung=");
        set.ShouldContain("; httponly");
        set.ShouldContain("; secure");
        set.ShouldContain("; samesite=lax");
        set.ShouldContain("; path=/;");
    }

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox auf Linux")]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 (KHTML, like Gecko) Version/18.0 Safari/604.1",
        "Safari auf iPhone"
    )]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
        "Edge auf Windows"
    )]
    [InlineData(null, "Browser")]
    public void A_device_is_named_coarsely(string? userAgent, string name) => DeviceName.Of(userAgent).ShouldBe(name);

    [Theory]
    [InlineData("/connect/authorize?client_id=portal", "/connect/authorize?client_id=portal")]
    [InlineData("/anmelden/stadt", "/anmelden/stadt")]
    [InlineData("/anmelden/stadt/bamberg", ReturnPath.Home)]
    [InlineData("https://angreifer.example/", ReturnPath.Home)]
    [InlineData("//angreifer.example/", ReturnPath.Home)]
    [InlineData("/\\angreifer.example/", ReturnPath.Home)]
    [InlineData("/connect/authorize?a=\r\nSet-Cookie: x=y", ReturnPath.Home)]
    [InlineData("/connect/authorize?\\", ReturnPath.Home)]
    [InlineData("javascript:alert(1)", ReturnPath.Home)]
    [InlineData("/anmelden/passkeys/../stadt/bamberg", ReturnPath.Home)]
    [InlineData("/anmelden/passkeys/%2e%2e/stadt/bamberg", ReturnPath.Home)]
    [InlineData("/anmelden/passkeys/..%2fstadt/bamberg", ReturnPath.Home)]
    [InlineData("/anmelden/passkeys/./x", ReturnPath.Home)]
    [InlineData("/anmelden/mandate", ReturnPath.Home)]
    [InlineData("/anmelden/stadt/verbinden/../bamberg", ReturnPath.Home)]
    [InlineData("/connect/authorize/../logout?x=1", ReturnPath.Home)]
    [InlineData("/connect/authorize@angreifer.example", ReturnPath.Home)]
    [InlineData("/anmelden/passkeys?weiter=%2F..%2F", "/anmelden/passkeys?weiter=%2F..%2F")]
    [InlineData(null, ReturnPath.Home)]
    public void After_the_sign_in_one_goes_nowhere_else(string? wish, string path) =>
        ReturnPath.Of(wish).ShouldBe(path);
}
