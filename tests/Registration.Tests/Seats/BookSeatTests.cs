using System.Net;
using System.Net.Http.Json;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Seats;

public sealed class BookSeatTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task A_booking_is_shown_and_told_to_the_members_partner_with_the_online_link()
    {
        await using var bamberg = await service.ListenAt<SeatBooked>(Bamberg);
        var (session, member) = (
            await registration.GivenSession(),
            await registration.GivenMember(name: "Rosa Muster")
        );

        var booked = await registration.Book(session, member, "Online", question: "Wie geht es weiter?");

        booked.Text("state").ShouldBe("Seat");
        booked.Text("onlineLink").ShouldBe("https://video.example/saal");
        (await registration.Seat(session, member)).ToJsonString().ShouldBe(booked.ToJsonString());
        var told = await bamberg.Next(message => message.MemberId == member);
        told.ShouldBe(
            new SeatBooked(
                Bamberg,
                member,
                session,
                1,
                SeatForm.Online,
                null,
                null,
                "https://video.example/saal",
                SeatBookedCause.Booked
            )
        );
    }

    [Fact]
    public async Task A_seat_on_site_carries_no_online_link()
    {
        await using var bamberg = await service.ListenAt<SeatBooked>(Bamberg);
        var (session, member) = (await registration.GivenSession(), await registration.GivenMember());

        (await registration.Book(session, member, "OnSite")).Text("onlineLink").ShouldBe("");

        (await bamberg.Next(message => message.MemberId == member)).OnlineLink.ShouldBeNull();
    }

    [Fact]
    public async Task The_same_answer_again_changes_and_sends_nothing()
    {
        await using var bamberg = await service.ListenAt<SeatBooked>(Bamberg);
        var (session, member) = (await registration.GivenSession(), await registration.GivenMember());
        var first = await registration.Book(session, member, "OnSite", question: "Wann?");

        var again = await registration.Book(session, member, "OnSite", question: "Wann?");
        await registration.Book(session, member, "Online");

        again.ToJsonString().ShouldBe(first.ToJsonString());
        (await bamberg.Next(message => message.MemberId == member && message.Seat == SeatForm.Online)).Version.ShouldBe(
            2
        );
        await bamberg.Next(message => message.MemberId == member && message.Version == 1);
        bamberg.Heard.Count(message => message.MemberId == member).ShouldBe(2);
    }

    [Fact]
    public async Task Who_cancels_makes_room_for_the_first_who_waits()
    {
        await using var booked = await service.ListenAt<SeatBooked>(Bamberg);
        await using var released = await service.ListenAt<SeatReleased>(Bamberg);
        var session = await registration.GivenSession(onSite: 1, online: null);
        var members = await registration.GivenMembers(3);
        foreach (var member in members)
        {
            await registration.Book(session, member, "OnSite");
        }

        (await registration.Seat(session, members[2]))["waitingPosition"]!.GetValue<int>().ShouldBe(2);

        (await registration.Book(session, members[0], "Declined")).Text("state").ShouldBe("Declined");

        (await released.Next(message => message.MemberId == members[0])).ShouldBe(
            new SeatReleased(Bamberg, members[0], session, 2, HadSeat: true, SeatReleasedCause.Cancelled)
        );
        (await booked.Next(message => message.MemberId == members[1] && message.Version == 2)).ShouldBe(
            new SeatBooked(Bamberg, members[1], session, 2, SeatForm.OnSite, null, null, null, SeatBookedCause.Promoted)
        );
        (await registration.Seat(session, members[2]))["waitingPosition"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Who_waits_for_a_place_on_site_may_keep_the_online_seat()
    {
        var session = await registration.GivenSession(onSite: 0, online: 5);
        var member = await registration.GivenMember();
        await registration.Book(session, member, "Online");

        var kept = await registration.Book(session, member, "OnSite", keep: true);
        (kept.Text("state"), kept.Text("seat"), kept.Text("waitingFor")).ShouldBe(
            ("SeatAndWaiting", "Online", "OnSite")
        );

        (await registration.Book(session, member, "OnSite")).Text("state").ShouldBe("Waiting");
        (await service.Anonymous.GetFromJsonAsync<System.Text.Json.Nodes.JsonNode>($"/sessions/{session}/places"))![
            "online"
        ]!["free"]!
            .GetValue<int>()
            .ShouldBe(5);
    }

    [Fact]
    public async Task No_partner_hears_of_another_partners_member()
    {
        await using var kaiserslautern = await service.ListenAt<SeatBooked>(Kaiserslautern);
        var session = await registration.GivenSession();
        var (own, other) = (await registration.GivenMember(Kaiserslautern), await registration.GivenMember());

        await registration.Book(session, other, "OnSite");
        await registration.Book(session, own, "OnSite", partner: Kaiserslautern);

        await kaiserslautern.Next(message => message.MemberId == own);
        kaiserslautern.Heard.ShouldAllBe(message => message.Partner == Kaiserslautern && message.MemberId != other);
    }

    [Theory]
    [InlineData(-3, "session-over")]
    [InlineData(-1, null)]
    public async Task Seats_can_be_booked_until_the_session_ends(double startsInHours, string? code)
    {
        var (session, member) = (
            await registration.GivenSession(startsInHours: startsInHours),
            await registration.GivenMember()
        );
        using var client = service.WithLink(Bamberg, member, session);

        var response = await client.PutAsJsonAsync($"/sessions/{session}/seat", new { answer = "Online" });

        if (code is null)
        {
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        else
        {
            await response.ShouldBeProblem(HttpStatusCode.Conflict, code);
        }
    }

    [Fact]
    public async Task A_form_that_is_not_offered_cannot_be_booked()
    {
        var (session, member) = (
            await registration.GivenSession(onSite: null, online: 3),
            await registration.GivenMember()
        );
        using var client = service.WithLink(Bamberg, member, session);

        var response = await client.PutAsJsonAsync($"/sessions/{session}/seat", new { answer = "OnSite" });

        await response.ShouldBeProblem(HttpStatusCode.Conflict, "form-not-offered");
    }

    [Fact]
    public async Task Html_is_kept_as_the_text_that_it_is_and_what_nobody_can_see_is_dropped()
    {
        var (session, member) = (await registration.GivenSession(), await registration.GivenMember());

        var seat = await registration.Book(
            session,
            member,
            "OnSite",
            question: " <b>Wie</b>\u0000\u0007\r\nweiter? ",
            needs: "  "
        );

        seat.Text("question").ShouldBe("<b>Wie</b>\nweiter?");
        seat["accessibilityNeeds"].ShouldBeNull();
    }
}
