using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Sessions;

/// <summary>What Scheduling's news do to seats, in whichever order they come.</summary>
public sealed class SessionNewsTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task More_room_moves_up_as_many_as_fit_and_less_takes_nobodys_seat()
    {
        await using var told = await service.ListenAt<SeatBooked>(Bamberg);
        var session = await registration.GivenSession(onSite: 1, online: null);
        var members = await registration.GivenMembers(4);
        foreach (var member in members)
        {
            await registration.Book(session, member, "OnSite");
        }

        await registration.Announce(session, 2, onSite: 3, online: null);
        (await registration.Seat(session, members[3]))["waitingPosition"]!.GetValue<int>().ShouldBe(1);
        (await told.Next(message => message.MemberId == members[2] && message.Version == 2)).Cause.ShouldBe(
            SeatBookedCause.Promoted
        );

        await registration.Announce(session, 3, onSite: 1, online: null);
        foreach (var member in members[..3])
        {
            (await registration.Seat(session, member)).Text("state").ShouldBe("Seat");
        }

        (await Places(session))["onSite"]!.ToJsonString().ShouldBe("""{"capacity":1,"free":0,"waiting":1}""");
    }

    [Fact]
    public async Task A_dropped_form_moves_its_people_to_the_other_with_a_message()
    {
        await using var told = await service.ListenAt<SeatBooked>(Bamberg);
        var session = await registration.GivenSession(onSite: 2, online: 1);
        var members = await registration.GivenMembers(2);
        foreach (var member in members)
        {
            await registration.Book(session, member, "OnSite");
        }

        await registration.Announce(session, 2, onSite: null, online: 1);

        (await told.Next(message => message.MemberId == members[0] && message.Version == 2)).ShouldBe(
            new SeatBooked(
                Bamberg,
                members[0],
                session,
                2,
                SeatForm.Online,
                null,
                null,
                "https://video.example/saal",
                SeatBookedCause.FormDropped
            )
        );
        (await told.Next(message => message.MemberId == members[1] && message.Version == 2)).ShouldBe(
            new SeatBooked(Bamberg, members[1], session, 2, null, SeatForm.Online, 1, null, SeatBookedCause.FormDropped)
        );
    }

    [Fact]
    public async Task A_form_that_is_offered_again_gives_the_seat_back_with_a_message_that_says_so()
    {
        await using var told = await service.ListenAt<SeatBooked>(Bamberg);
        var session = await registration.GivenSession(onSite: 1, online: 1);
        var members = await registration.GivenMembers(2);
        await registration.Book(session, members[0], "OnSite");
        await registration.Book(session, members[1], "Online");

        await registration.Announce(session, 2, onSite: 1, online: null);
        (await told.Next(message => message.MemberId == members[1] && message.Version == 2)).WaitingFor.ShouldBe(
            SeatForm.OnSite
        );
        await registration.Announce(session, 3, onSite: 1, online: 1);

        (await told.Next(message => message.MemberId == members[1] && message.Version == 3)).ShouldBe(
            new SeatBooked(
                Bamberg,
                members[1],
                session,
                3,
                SeatForm.Online,
                null,
                null,
                "https://video.example/saal",
                SeatBookedCause.Booked,
                Restored: true
            )
        );
    }

    [Fact]
    public async Task Older_news_change_nothing()
    {
        var session = await registration.GivenSession(onSite: 5, online: 5);
        await registration.Announce(session, 3, onSite: 7, online: 7);

        await service.Deliver(Scheduled(session, 2, 1, 1));
        await service.Deliver(Scheduled(session, 4, 8, 8));

        await Eventually.Holds(async () => (await Places(session))["onSite"]!["capacity"]!.GetValue<int>().ShouldBe(8));
        await service.Deliver(Scheduled(session, 3, 2, 2));
        await service.Deliver(new OnlineAccessSet(session, 2, "https://video.example/neu"));
        await Eventually.Holds(async () =>
            (
                await registration.Query(db => db.Sessions.SingleAsync(row => row.Id == session))
            ).OnlineLinkVersion.ShouldBe(2)
        );
        (await Places(session))["onSite"]!["capacity"]!.GetValue<int>().ShouldBe(8);
    }

    [Fact]
    public async Task A_new_online_link_is_told_to_those_with_an_online_seat_alone()
    {
        await using var told = await service.ListenAt<SeatBooked>(Bamberg);
        var session = await registration.GivenSession();
        var (online, onSite) = (await registration.GivenMember(), await registration.GivenMember());
        await registration.Book(session, online, "Online");
        await registration.Book(session, onSite, "OnSite");

        await service.Deliver(new OnlineAccessSet(session, 2, "https://video.example/anderer-saal"));

        var news = await told.Next(message => message.MemberId == online && message.Version == 2);
        (news.OnlineLink, news.Cause).ShouldBe(
            ("https://video.example/anderer-saal", SeatBookedCause.OnlineLinkChanged)
        );
        (await registration.Seat(session, onSite))["version"]!.GetValue<long>().ShouldBe(1);
    }

    [Fact]
    public async Task The_online_link_may_come_after_the_session()
    {
        await using var told = await service.ListenAt<SeatBooked>(Bamberg);
        var session = await registration.GivenSession(link: null);
        var member = await registration.GivenMember();
        (await registration.Book(session, member, "Online")).Text("onlineLink").ShouldBe("");

        await service.Deliver(new OnlineAccessSet(session, 1, "https://video.example/spaet"));

        (await told.Next(message => message.MemberId == member && message.Version == 2)).OnlineLink.ShouldBe(
            "https://video.example/spaet"
        );
    }

    [Fact]
    public async Task Calling_off_releases_all_and_takes_no_more_bookings()
    {
        await using var released = await service.ListenAt<SeatReleased>(Bamberg);
        await using var elsewhere = await service.ListenAt<SeatReleased>(Kaiserslautern);
        var session = await registration.GivenSession(onSite: 1, online: null);
        var seated = await registration.GivenMember();
        var waiting = await registration.GivenMember(Kaiserslautern);
        await registration.Book(session, seated, "OnSite");
        await registration.Book(session, waiting, "OnSite", partner: Kaiserslautern);

        await service.Deliver(CalledOff(session, 2));

        (await released.Next(message => message.MemberId == seated)).ShouldBe(
            new SeatReleased(Bamberg, seated, session, 2, HadSeat: true, SeatReleasedCause.SessionCancelled)
        );
        (await elsewhere.Next(message => message.MemberId == waiting)).HadSeat.ShouldBeFalse();
        using var client = service.WithLink(Bamberg, seated, session);
        await (await client.PutAsJsonAsync($"/sessions/{session}/seat", new { answer = "OnSite" })).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "session-cancelled"
        );
        (await registration.Seat(session, seated))["open"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task The_end_of_a_session_that_was_never_seen_is_remembered()
    {
        var session = Guid.CreateVersion7();
        await service.Deliver(CalledOff(session, 2));
        await Eventually.Holds(async () =>
            (
                await registration.Query(db => db.Sessions.AnyAsync(row => row.Id == session && row.Cancelled))
            ).ShouldBeTrue()
        );

        await service.Deliver(Scheduled(session, 1, 5, 5));
        await service.Deliver(Scheduled(session, 3, 5, 5));
        await service.Deliver(new OnlineAccessSet(session, 3, "https://video.example/x"));

        await Eventually.Holds(async () =>
            (
                await registration.Query(db => db.Sessions.SingleAsync(row => row.Id == session))
            ).OnlineLinkVersion.ShouldBe(3)
        );
        var places = await Places(session);
        (places["open"]!.GetValue<bool>(), places["onSite"]).ShouldBe((false, null));
    }

    private static SessionCancelled CalledOff(Guid id, long version) =>
        new(
            id,
            version,
            "Digitale Ratsarbeit",
            TimeProvider.System.GetUtcNow().AddHours(48),
            "Europe/Berlin",
            120,
            "Die Referentin ist erkrankt."
        );

    private async Task<JsonNode> Places(Guid session) =>
        (await service.Anonymous.GetFromJsonAsync<JsonNode>($"/sessions/{session}/places"))!;
}
