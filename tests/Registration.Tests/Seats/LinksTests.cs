using System.Net;
using System.Net.Http.Json;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Seats;

/// <summary>What a personal link opens, and what no link opens.</summary>
public sealed class LinksTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task A_link_for_one_session_opens_no_other()
    {
        var member = await registration.GivenMember();
        var (session, other) = (await registration.GivenSession(), await registration.GivenSession());
        using var client = service.WithLink(Bamberg, member, session);

        await (await client.GetAsync($"/sessions/{other}/seat")).ShouldBeProblem(
            HttpStatusCode.Forbidden,
            "link-for-another-session"
        );
        await (await Put(client, other)).ShouldBeProblem(HttpStatusCode.Forbidden, "link-for-another-session");
    }

    [Fact]
    public async Task A_partner_cannot_sign_for_another_partners_member()
    {
        var (session, member) = (await registration.GivenSession(), await registration.GivenMember(Bamberg));
        using var client = service.WithLink(Kaiserslautern, member, session);

        await (await client.GetAsync($"/sessions/{session}/seat")).ShouldBeProblem(
            HttpStatusCode.Forbidden,
            "member-unknown"
        );
        await (await Put(client, session)).ShouldBeProblem(HttpStatusCode.Forbidden, "member-unknown");
    }

    [Fact]
    public async Task A_key_of_one_partner_signs_nothing_in_the_name_of_another()
    {
        var (session, member) = (await registration.GivenSession(), await registration.GivenMember(Bamberg));
        using var client = service.WithToken(service.KeyOf(Kaiserslautern).Link(member, session, issuer: Bamberg));

        await (await Put(client, session)).ShouldBeProblem(HttpStatusCode.Unauthorized, "token-missing-or-invalid");
    }

    [Fact]
    public async Task Forged_altered_expired_and_missing_links_open_nothing()
    {
        var (session, member) = (await registration.GivenSession(), await registration.GivenMember());
        var valid = service.KeyOf(Bamberg).Link(member, session);
        var parts = valid.Split('.');
        string[] bad =
        [
            new PartnerSigner(Bamberg).Link(member, session),
            service.KeyOf(Bamberg).Link(member, session, expires: TimeProvider.System.GetUtcNow().AddMinutes(-3)),
            service.KeyOf(Bamberg).Link(member, session, audience: "anderswo"),
            $"{parts[0]}.{service.KeyOf(Bamberg).Link(Guid.CreateVersion7(), session).Split('.')[1]}.{parts[2]}",
            $"{parts[0]}.{parts[1]}.",
            "eyJ",
        ];
        foreach (var token in bad)
        {
            using var client = service.WithToken(token);
            await (await Put(client, session)).ShouldBeProblem(HttpStatusCode.Unauthorized, "token-missing-or-invalid");
        }

        await (await Put(service.Anonymous, session)).ShouldBeProblem(
            HttpStatusCode.Unauthorized,
            "token-missing-or-invalid"
        );
        using var right = service.WithToken(valid);
        (await Put(right, session)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_link_for_contributions_books_no_seat_and_a_members_link_opens_no_organisers_page()
    {
        var (session, member) = (await registration.GivenSession(), await registration.GivenMember());
        using var contribution = service.WithLink(Bamberg, member, session, "contribution");
        using var seat = service.WithLink(Bamberg, member, session);

        await (await Put(contribution, session)).ShouldBeProblem(HttpStatusCode.Forbidden, "not-allowed");
        await (await seat.GetAsync($"/sessions/{session}/participants")).ShouldBeProblem(
            HttpStatusCode.Forbidden,
            "not-allowed"
        );
        await (await service.Anonymous.GetAsync($"/sessions/{session}/participants")).ShouldBeProblem(
            HttpStatusCode.Unauthorized,
            "token-missing-or-invalid"
        );
    }

    [Fact]
    public async Task Who_is_unknown_or_has_left_books_nothing()
    {
        var (session, member) = (await registration.GivenSession(), await registration.GivenMember());
        using var stranger = service.WithLink(Bamberg, Guid.CreateVersion7(), session);
        await (await Put(stranger, session)).ShouldBeProblem(HttpStatusCode.Forbidden, "member-unknown");

        await service.DeliverFrom(Bamberg, new MandateEnded(Bamberg, member, 2));
        using var client = service.WithLink(Bamberg, member, session);
        await Eventually.Holds(async () =>
            await (await Put(client, session)).ShouldBeProblem(HttpStatusCode.Forbidden, "member-departed")
        );
    }

    private static Task<HttpResponseMessage> Put(HttpClient client, Guid session) =>
        client.PutAsJsonAsync($"/sessions/{session}/seat", new { answer = "Online" });
}
