using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Stadtgespraeche.Scheduling.Tests.Barometer;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Feeds;

public sealed class ShowCalendarFeedTests(SchedulingFixture fixture)
{
    private const string Feed = "/sessions/calendar.ics";

    [Fact]
    public async Task Everybody_can_subscribe_to_all_sessions_without_their_online_links()
    {
        var id = await fixture.Service.SessionAsync();

        using var answer = await fixture.Service.Anonymous.GetAsync(Feed);
        var text = await answer.Content.ReadAsStringAsync();

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/calendar; charset=utf-8");
        answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=900");
        text.ShouldNotContain("video.example");
        text.ShouldContain("\r\nREFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n");
        text.ShouldContain("\r\nX-PUBLISHED-TTL:PT6H\r\n");
        text.ShouldContain("\r\nX-WR-CALNAME:Stadtgespräche\r\n");
        text.ShouldContain("RRULE:FREQ=YEARLY");
        var calendar = (await CalendarReader.ReadAsync(text)).Single();
        (calendar.Method, calendar.Name, calendar.LookAgain).ShouldBe((null, "Stadtgespräche", "PT6H"));
        var entry = calendar.Events.Single(entry => entry.Uid == $"{id}@stadtgespraeche");
        (entry.Summary, entry.Start!.Local[11..16], entry.Status).ShouldBe(
            ("Beteiligung, die ankommt", "18:00", "CONFIRMED")
        );
        entry.Stamp.ShouldBe(entry.Changed);
    }

    [Fact]
    public async Task A_feed_of_one_topic_holds_its_sessions_and_those_of_what_went_into_it()
    {
        var service = fixture.Service;
        var (topic, merged) = (await service.TopicAsync(), await service.TopicAsync());
        var about = await service.SessionAsync(Given.Plan() with { Topics = [merged] });
        var other = await service.SessionAsync();
        await (
            await service.Organiser.PutAsJsonAsync($"/topics/{merged}/merger", new { into = topic, version = 2 })
        ).OkAsync();

        foreach (var id in new[] { topic, merged })
        {
            var text = await service.Anonymous.GetStringAsync($"{Feed}?topic={id}");
            text.ShouldContain($"{about}@stadtgespraeche");
            text.ShouldNotContain($"{other}@stadtgespraeche");
        }

        await (await service.Anonymous.GetAsync($"{Feed}?topic={Guid.CreateVersion7()}")).CodesAsync(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task Who_has_it_already_gets_304_until_something_changes_and_then_the_change()
    {
        await using var alone = await ServiceUnderTest<Program>.StartAsync();
        var id = await alone.SessionAsync();
        using var first = await alone.Anonymous.GetAsync(Feed);
        var (tag, text) = (first.Headers.ETag!, await first.Content.ReadAsStringAsync());
        tag.IsWeak.ShouldBeFalse();
        var before = (await CalendarReader.ReadAsync(text)).Single().Events.Single();

        using (var again = await AskAsync(alone, tag))
        {
            (again.StatusCode, await again.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.NotModified, ""));
            again.Headers.ETag.ShouldBe(tag);
        }

        (await alone.Anonymous.GetStringAsync(Feed)).ShouldBe(text);

        // The clock of the calendar has whole seconds.
        await Eventually.Holds(() =>
            (TimeProvider.System.GetUtcNow() - before.Changed!.Value).TotalSeconds.ShouldBeGreaterThan(1)
        );
        await (await alone.PutAsync(id, Given.Plan() with { LocalStart = Given.InBerlin(days: 41) })).OkAsync();
        using var moved = await AskAsync(alone, tag);
        moved.StatusCode.ShouldBe(HttpStatusCode.OK);
        var after = (await CalendarReader.ReadAsync(await moved.Content.ReadAsStringAsync())).Single().Events.Single();
        after.Start!.Utc.ShouldBe(before.Start!.Utc.AddDays(1), TimeSpan.FromHours(1));
        after.Sequence.ShouldBeGreaterThan(before.Sequence);
        after.Changed!.Value.ShouldBeGreaterThan(before.Changed!.Value);
    }

    [Fact]
    public async Task A_called_off_session_says_so_for_90_days()
    {
        var id = await fixture.Service.SessionAsync();
        await (await fixture.Service.CancelAsync(id)).OkAsync();

        var entry = (await EntryAsync(fixture.Service, id)).ShouldNotBeNull();
        (entry.Status, entry.Sequence, entry.Transparency).ShouldBe(("CANCELLED", 2, "TRANSPARENT"));
        await using var before = await fixture.AheadAsync(TimeSpan.FromDays(89));
        (await EntryAsync(before, id)).ShouldNotBeNull();
        await using var after = await fixture.AheadAsync(TimeSpan.FromDays(91));
        (await EntryAsync(after, id)).ShouldBeNull();
    }

    [Fact]
    public async Task A_session_stays_for_a_year_after_its_end_and_one_that_is_moved_further_back_goes()
    {
        var plan = Given.Plan() with { LocalStart = Given.InBerlin(days: -20), Held = true };
        var id = await fixture.Service.SessionAsync(plan);
        await using var before = await fixture.AheadAsync(TimeSpan.FromDays(344));
        (await EntryAsync(before, id)).ShouldNotBeNull();
        await using var after = await fixture.AheadAsync(TimeSpan.FromDays(346));
        (await EntryAsync(after, id)).ShouldBeNull();

        await (await fixture.Service.PutAsync(id, plan with { LocalStart = Given.InBerlin(days: -367) })).OkAsync();

        (await EntryAsync(fixture.Service, id)).ShouldBeNull();
    }

    private static async Task<ReadEvent?> EntryAsync(ServiceUnderTest<Program> service, Guid id) =>
        (await CalendarReader.ReadAsync(await service.Anonymous.GetStringAsync(Feed)))
            .Single()
            .Events.SingleOrDefault(entry => entry.Uid == $"{id}@stadtgespraeche");

    private static async Task<HttpResponseMessage> AskAsync(ServiceUnderTest<Program> service, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Feed);
        request.Headers.IfNoneMatch.Add(tag);
        return await service.Anonymous.SendAsync(request);
    }
}
