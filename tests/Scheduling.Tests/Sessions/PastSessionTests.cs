using System.Net;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Tests.Sessions;

public sealed class PastSessionTests(SchedulingFixture fixture)
{
    private static ScheduleSession.ScheduleSessionRequest Premiere =>
        Given.Plan() with
        {
            LocalStart = "2023-09-19T18:00",
            Held = true,
        };

    [Fact]
    public async Task A_session_held_before_the_platform_existed_is_entered_as_a_past_one()
    {
        var id = await fixture.Service.SessionAsync(Premiere);

        var session = await (await fixture.Service.Anonymous.GetAsync($"/sessions/{id}")).OkAsync();

        session.GetProperty("start").GetDateTimeOffset().ShouldBe(new(2023, 9, 19, 16, 0, 0, TimeSpan.Zero));
        (
            await (await fixture.Service.Anonymous.GetAsync("/sessions?when=past")).Content.ReadAsStringAsync()
        ).ShouldContain(id.ToString());
        (
            await (await fixture.Service.Anonymous.GetAsync("/sessions?when=coming")).Content.ReadAsStringAsync()
        ).ShouldNotContain(id.ToString());
    }

    [Fact]
    public async Task The_record_of_a_held_session_can_be_corrected_but_only_knowingly()
    {
        var id = await fixture.Service.SessionAsync(Premiere);

        (await (await fixture.Service.PutAsync(id, Premiere)).OkAsync()).GetProperty("version").GetInt64().ShouldBe(1);
        (await (await fixture.Service.PutAsync(id, Premiere with { Title = "Premiere" })).OkAsync())
            .GetProperty("version")
            .GetInt64()
            .ShouldBe(2);
        (
            await (
                await fixture.Service.PutAsync(id, Premiere with { Title = "Nachträglich", Held = false })
            ).CodesAsync(HttpStatusCode.Conflict)
        ).ShouldBe(["session-over"]);
        (await (await fixture.Service.CancelAsync(id)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe(["session-over"]);
    }

    [Fact]
    public async Task A_coming_session_is_not_moved_into_the_past_by_calling_it_held()
    {
        var id = await fixture.Service.SessionAsync();

        (await (await fixture.Service.PutAsync(id, Premiere)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "session-not-over",
        ]);
        (
            await (await fixture.Service.PutAsync(Guid.NewGuid(), Given.Plan() with { Held = true })).CodesAsync(
                HttpStatusCode.BadRequest
            )
        ).ShouldBe(["fields-invalid", "start:held-session-in-future"]);
    }

    [Fact]
    public async Task A_session_that_is_going_on_keeps_its_start_and_may_be_put_right()
    {
        var id = await fixture.Service.SessionAsync(
            Given.Plan() with
            {
                LocalStart = Given.InBerlin(days: 1),
                LengthMinutes = 24 * 60,
            }
        );
        await using var duringIt = await fixture.AheadAsync(
            TimeSpan.FromDays(1) + UntilSixInBerlin() + TimeSpan.FromMinutes(1)
        );
        var plan = Given.Plan() with { LocalStart = Given.InBerlin(days: 1), LengthMinutes = 24 * 60 };

        (await (await duringIt.PutAsync(id, plan with { OnlineLink = "https://video.example/ersatzraum" })).OkAsync())
            .GetProperty("version")
            .GetInt64()
            .ShouldBe(2);
        (
            await (await duringIt.PutAsync(id, plan with { LocalStart = Given.InBerlin(days: 0) })).CodesAsync(
                HttpStatusCode.BadRequest
            )
        ).ShouldBe(["fields-invalid", "start:session-start-in-past"]);
        (await (await duringIt.PutAsync(Guid.NewGuid(), plan)).CodesAsync(HttpStatusCode.BadRequest)).ShouldBe([
            "fields-invalid",
            "start:session-start-in-past",
        ]);
    }

    private static TimeSpan UntilSixInBerlin()
    {
        var now = TimeProvider.System.GetUtcNow();
        var six = TimeZoneInfo.ConvertTime(now, Given.Berlin).Date.AddHours(18);
        return new DateTimeOffset(DateTime.SpecifyKind(six, DateTimeKind.Unspecified), Given.Berlin.GetUtcOffset(six))
            - now;
    }
}
