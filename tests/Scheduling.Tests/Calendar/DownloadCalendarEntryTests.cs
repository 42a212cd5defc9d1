using System.Net;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Calendar;

public sealed class DownloadCalendarEntryTests(SchedulingFixture fixture)
{
    [Fact]
    public async Task Everybody_can_download_a_session_for_the_own_calendar_without_the_online_link()
    {
        var id = await fixture.Service.SessionAsync();

        var response = await fixture.Service.Anonymous.GetAsync($"/sessions/{id}/calendar.ics");
        var text = await response.Content.ReadAsStringAsync();

        response.Content.Headers.ContentType!.ToString().ShouldBe("text/calendar; charset=utf-8; method=PUBLISH");
        text.ShouldNotContain("video.example");
        var entry = (await CalendarReader.ReadAsync(text)).Single().Events.Single();
        (entry.Summary, entry.Start!.Local[11..16]).ShouldBe(("Beteiligung, die ankommt", "18:00"));
    }

    [Fact]
    public async Task A_session_that_nobody_announced_has_no_entry() =>
        (
            await (await fixture.Service.Anonymous.GetAsync($"/sessions/{Guid.NewGuid()}/calendar.ics")).CodesAsync(
                HttpStatusCode.NotFound
            )
        ).ShouldBe(["session-unknown"]);
}
