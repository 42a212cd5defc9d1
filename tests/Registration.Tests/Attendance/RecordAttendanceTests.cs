using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Attendance;

public sealed class RecordAttendanceTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task A_tick_is_told_to_the_partner_and_inside_the_hub_once()
    {
        await using var partner = await service.ListenAt<AttendanceRecorded>(Bamberg);
        await using var hub = await service.Listen<AttendanceRecorded>();
        var session = await registration.GivenSession(startsInHours: -1);
        var member = await registration.GivenMember(name: "Rosa Muster");
        await registration.Book(session, member, "OnSite");

        await Tick(session, member, true);
        await Tick(session, member, true);
        await Tick(session, member, false);

        var expected = new AttendanceRecorded(Bamberg, member, session, 1, true, "Rosa Muster", "Stadt bamberg");
        (await partner.Next(message => message.MemberId == member && message.Version == 1)).ShouldBe(expected);
        (await hub.Next(message => message.MemberId == member && message.Version == 2)).Attended.ShouldBeFalse();
        await hub.Next(message => message.MemberId == member && message.Version == 1);
        hub.Heard.Where(message => message.MemberId == member)
            .ShouldBe([expected, expected with { Version = 2, Attended = false }], ignoreOrder: true);
    }

    [Fact]
    public async Task The_list_shows_who_comes_by_partner_what_they_need_and_who_came_without_a_seat()
    {
        var session = await registration.GivenSession(onSite: 1, startsInHours: -1);
        var seated = await registration.GivenMember(Kaiserslautern, "Anton Erstens");
        var waiting = await registration.GivenMember(Bamberg, "Berta Zweitens");
        var walkIn = await registration.GivenMember(Bamberg, "Clara Drittens");
        var declined = await registration.GivenMember(Bamberg, "Doris Viertens");
        await registration.Book(session, seated, "OnSite", partner: Kaiserslautern, question: "Wie?", needs: "Rampe");
        await registration.Book(session, waiting, "OnSite");
        await registration.Book(session, declined, "Declined");
        await Tick(session, walkIn, true);

        var list = await service.Organiser.GetFromJsonAsync<JsonNode>($"/sessions/{session}/participants");

        var rows = list!["participants"]!.AsArray();
        rows.Select(row => row!.Text("displayName")).ShouldBe(["Berta Zweitens", "Clara Drittens", "Anton Erstens"]);
        (rows[0]!.Text("state"), rows[0]!["waitingPosition"]!.GetValue<int>()).ShouldBe(("Waiting", 1));
        (rows[1]!.Text("state"), rows[1]!["attended"]!.GetValue<bool>()).ShouldBe(("None", true));
        (rows[2]!.Text("question"), rows[2]!.Text("accessibilityNeeds"), rows[2]!.Text("seat")).ShouldBe(
            ("Wie?", "Rampe", "OnSite")
        );
    }

    [Fact]
    public async Task Nobody_is_ticked_before_the_session_begins_nor_twice_nor_unknown()
    {
        var (coming, member) = (await registration.GivenSession(), await registration.GivenMember());
        var running = await registration.GivenSession(startsInHours: -1);

        await (await Put(coming, member, new { attended = true })).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "session-not-started"
        );
        await (await Put(running, Guid.CreateVersion7(), new { attended = true })).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "member-unknown"
        );
        await (await Put(Guid.CreateVersion7(), member, new { attended = true })).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "session-unknown"
        );
        await (await Put(running, member, new { })).ShouldBeProblem(HttpStatusCode.BadRequest, "fields-invalid");
    }

    private async Task Tick(Guid session, Guid member, bool attended) =>
        (await Put(session, member, new { attended })).StatusCode.ShouldBe(HttpStatusCode.OK);

    private Task<HttpResponseMessage> Put(Guid session, Guid member, object body) =>
        service.Organiser.PutAsJsonAsync($"/sessions/{session}/attendance/{member}", body);
}
