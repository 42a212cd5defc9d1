using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Seats;

/// <summary>Two replicas on one database, and everybody at once.</summary>
public sealed class LastSeatsTests(RegistrationFixture registration)
{
    private const int People = 200;
    private const int Seats = 10;

    [Fact]
    public async Task Two_hundred_people_at_once_get_the_last_ten_seats_and_the_others_an_orderly_waiting_list()
    {
        await using var second = await ServiceUnderTest<Program>.StartAsync(registration.Service.Settings);
        var replicas = new[] { registration.Service, second };
        var session = await registration.GivenSession(onSite: Seats, online: null);
        var members = await registration.GivenMembers(People);

        var answers = await Task.WhenAll(
            members.Select((member, i) => Answer(replicas[i % 2], session, member, "OnSite"))
        );

        answers.Count(answer => answer.Text("state") == "Seat").ShouldBe(Seats);
        answers
            .Where(answer => answer.Text("state") == "Waiting")
            .Select(answer => answer["waitingPosition"]!.GetValue<int>())
            .ShouldBe(Enumerable.Range(1, People - Seats), ignoreOrder: true);
        await CountersAreRight(session);

        // Ten leave while fifty others leave the waiting list: the first ten of those who stay have the seats.
        var seated = answers.Where(answer => answer.Text("state") == "Seat").Select(MemberOf).ToList();
        var waiting = answers
            .Where(answer => answer.Text("state") == "Waiting")
            .OrderBy(answer => answer["waitingPosition"]!.GetValue<int>())
            .Select(MemberOf)
            .ToList();
        var leaving = waiting.TakeLast(50).ToList();
        await Task.WhenAll(
            seated.Concat(leaving).Select((member, i) => Answer(replicas[i % 2], session, member, "Declined"))
        );

        var now = await registration.Query(db =>
            db.Seats.AsNoTracking().Where(seat => seat.SessionId == session).ToListAsync()
        );
        now.Where(seat => seat.Form == SeatForm.OnSite)
            .Select(seat => seat.MemberId)
            .ShouldBe(waiting.Take(Seats), ignoreOrder: true);
        now.Where(seat => seat.WaitingFor == SeatForm.OnSite)
            .OrderBy(seat => seat.WaitingNumber)
            .Select(seat => seat.MemberId)
            .ShouldBe(waiting.Skip(Seats).SkipLast(50));
        await CountersAreRight(session);
    }

    [Fact]
    public async Task Random_answers_and_capacities_at_once_leave_no_seat_oversold_free_or_lost()
    {
        await using var second = await ServiceUnderTest<Program>.StartAsync(registration.Service.Settings);
        var replicas = new[] { registration.Service, second };
        var session = await registration.GivenSession(onSite: 4, online: 4);
        var members = await registration.GivenMembers(30);
        var random = new Random(20230919);
        string[] answers = ["OnSite", "OnSite", "Online", "Online", "Declined"];

        for (var version = 2; version <= 6; version++)
        {
            var capacity = (OnSite: random.Next(8), Online: random.Next(8));
            var drop = version == 5;
            var plans = members
                .Select(member =>
                    (member, answer: drop ? "Online" : answers[random.Next(answers.Length)], keep: random.Next(2) == 0)
                )
                .ToList();
            var booking = plans.Select(
                (plan, i) => Answer(replicas[i % 2], session, plan.member, plan.answer, plan.keep)
            );
            var announcing = registration.Announce(session, version, drop ? null : capacity.OnSite, capacity.Online);
            await Task.WhenAll([.. booking, announcing]);
            await CountersAreRight(session);
        }
    }

    private async Task CountersAreRight(Guid id)
    {
        var session = await registration.Query(db => db.Sessions.AsNoTracking().SingleAsync(row => row.Id == id));
        var seats = await registration.Query(db =>
            db.Seats.AsNoTracking().Where(seat => seat.SessionId == id).ToListAsync()
        );
        foreach (var form in Enum.GetValues<SeatForm>())
        {
            var counted = session.Of(form);
            counted.Taken.ShouldBe(seats.Count(seat => seat.Form == form));
            counted.Waiting.ShouldBe(seats.Count(seat => seat.WaitingFor == form));
            (counted is { Free: > 0, Waiting: > 0 }).ShouldBeFalse();
        }
    }

    private static async Task<JsonNode> Answer(
        ServiceUnderTest<Program> replica,
        Guid session,
        Guid member,
        string answer,
        bool keepOnlineSeat = false,
        int tries = 5
    )
    {
        using var client = replica.WithLink(Bamberg, member, session);
        var response = await client.PutAsJsonAsync($"/sessions/{session}/seat", new { answer, keepOnlineSeat });
        var body = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        // On a slow machine not all get in within the time that one waits; the page says so, and people send it again.
        if (body["code"]?.ToString() == "too-many-at-once" && tries > 1)
        {
            return await Answer(replica, session, member, answer, keepOnlineSeat, tries - 1);
        }

        if (body["code"]?.ToString() != "form-not-offered")
        {
            response.IsSuccessStatusCode.ShouldBeTrue(body.ToJsonString());
        }

        return body;
    }

    private static Guid MemberOf(JsonNode seat) => Guid.Parse(seat.Text("memberId"));
}
