using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Seats;

/// <summary>Seats of whoever is signed in, without a link: <c>/me/seats</c>.</summary>
public sealed class OwnSeatsTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task A_member_books_changes_and_sees_the_own_seats_latest_session_first()
    {
        var (soon, later) = (
            await registration.GivenSession(startsInHours: 48),
            await registration.GivenSession(onSite: 1, startsInHours: 72)
        );
        var (member, first) = (await registration.GivenMember(), await registration.GivenMember());
        await registration.Book(later, first, "OnSite");
        using var client = service.As(member, Bamberg);

        await Put(client, soon, "Online", "Wie geht das?");
        await Put(client, later, "OnSite");
        await Put(client, later, "OnSite");

        var seats = (await client.GetFromJsonAsync<JsonNode>("/me/seats"))!["seats"]!.AsArray();
        seats.Select(seat => (Guid)seat!["sessionId"]!).ShouldBe([later, soon]);
        ((string?)seats[0]!["waitingFor"], (int?)seats[0]!["waitingPosition"]).ShouldBe(("OnSite", 1));
        ((string?)seats[1]!["seat"], (string?)seats[1]!["question"]).ShouldBe(("Online", "Wie geht das?"));
        // The link of a mail and the sign-in lead to the same seat.
        ((string?)(await registration.Seat(soon, member))["question"]).ShouldBe("Wie geht das?");
        (await client.GetFromJsonAsync<JsonNode>($"/me/seats/{soon}"))!["question"]!
            .ToString()
            .ShouldBe("Wie geht das?");
        (await service.As(first, Bamberg).GetFromJsonAsync<JsonNode>("/me/seats"))!["seats"]!
            .AsArray()
            .ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_session_that_nobody_announced_is_unknown_and_no_member_acts_for_a_partner_that_is_not_the_own()
    {
        var (member, session) = (await registration.GivenMember(), await registration.GivenSession());
        await (await service.As(member, Bamberg).GetAsync($"/me/seats/{Guid.NewGuid()}")).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "session-unknown"
        );
        await (await service.As(member, Kaiserslautern).GetAsync($"/me/seats/{session}")).ShouldBeProblem(
            HttpStatusCode.Forbidden,
            "member-unknown"
        );
    }

    private static async Task Put(HttpClient client, Guid session, string answer, string? question = null) =>
        (await client.PutAsJsonAsync($"/me/seats/{session}", new { answer, question })).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
}
