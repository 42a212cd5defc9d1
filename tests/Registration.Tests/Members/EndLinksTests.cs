using System.Net;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.SignIn;
using Stadtgespraeche.Registration.Tests.SignIn;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Members;

public sealed class EndLinksTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task Links_from_before_count_no_more_at_once_and_those_from_after_do()
    {
        var (city, start) = (service.KeyOf(Bamberg), TimeProvider.System.GetUtcNow());
        var session = await registration.GivenSession();
        var (member, other) = (await registration.GivenMember(), await registration.GivenMember());
        var request = await registration.GivenSignInRequest(Bamberg);
        await using var heard = await service.Listen<LinksEnded>();
        string[] before = [city.Link(member, session), city.Link(member, session, issued: start.AddHours(-1))];
        foreach (var link in before)
        {
            (await Seat(link, session)).ShouldBe(HttpStatusCode.OK);
        }

        await EndLinks(member);

        foreach (var link in before)
        {
            (await Seat(link, session)).ShouldBe(HttpStatusCode.Unauthorized);
        }

        await registration.SignInShouldBeRefused(
            city.SignIn(member, request, issued: start.AddMinutes(-1)),
            HttpStatusCode.Gone,
            "gilt nicht mehr"
        );
        var after = TimeProvider.System.GetUtcNow().AddSeconds(2);
        (await Seat(city.Link(member, session, issued: after), session)).ShouldBe(HttpStatusCode.OK);
        (
            await registration
                .Browser()
                .Send(HttpMethod.Get, $"/anmelden/link?t={city.SignIn(member, request, issued: after)}")
        ).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await Seat(city.Link(other, session, issued: start.AddHours(-1)), session)).ShouldBe(HttpStatusCode.OK);
        (await heard.Next(fact => fact.MemberId == member)).NotBefore.ShouldBeGreaterThan(start);
        (
            await registration.Query(db => db.Set<AuditEntry>().SingleAsync(entry => entry.TargetId == $"{member}"))
        ).ShouldSatisfyAllConditions(
            entry => entry.Operation.ShouldBe("EndLinks"),
            entry => entry.ActorId.ShouldBe(member),
            entry => entry.Partner.ShouldBe(Bamberg),
            entry => entry.Via.ShouldBe(AuditEntry.Session)
        );
    }

    [Fact]
    public async Task Other_devices_that_were_signed_in_by_mail_are_signed_out_and_those_with_a_passkey_are_not()
    {
        await using var host = await SignInHost.StartAsync(registration);
        var member = await registration.GivenMember();
        await host.SignIn(member, SignInMethod.Mail);
        await host.SignIn(member, SignInMethod.Passkey);

        await EndLinks(member);

        var left = await registration.Query(db =>
            db.DeviceSessions.Where(row => row.AccountId == member).OrderBy(row => row.CreatedAt).ToListAsync()
        );
        left.Select(row => row.Method).ShouldBe([SignInMethod.Passkey, SignInMethod.Mail]);
    }

    /// <summary>Signs in by a fresh mail and presses the button for a mailbox in wrong hands.</summary>
    private async Task EndLinks(Guid member)
    {
        var browser = registration.Browser();
        await browser.Send(
            HttpMethod.Get,
            $"/anmelden/link?t={service.KeyOf(Bamberg).SignIn(member, await registration.GivenSignInRequest(Bamberg))}"
        );
        await browser.Post("/anmelden/link", await browser.Get("/anmelden/link"));
        var answer = await browser.Post("/anmelden/passkeys?handler=Links", await browser.Get("/anmelden/passkeys"));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    private async Task<HttpStatusCode> Seat(string link, Guid session) =>
        (await service.WithToken(link).GetAsync($"/sessions/{session}/seat")).StatusCode;
}
