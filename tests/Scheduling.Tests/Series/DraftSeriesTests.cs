using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Series;

public sealed class DraftSeriesTests(SchedulingFixture fixture)
{
    private readonly ServiceUnderTest<Program> service = fixture.Service;

    /// <summary>In Berlin, far enough ahead that no midnight comes between.</summary>
    private static readonly DateOnly FirstDay = DateOnly.Parse(Given.InBerlin(days: 60)[..10]);

    [Fact]
    public async Task A_series_is_drafted_from_a_session_and_nobody_but_organisers_sees_it()
    {
        await using var announced = await service.Listen<SessionScheduled>();
        var title = $"Geheim {Guid.NewGuid():N}";
        var (series, template) = (Guid.CreateVersion7(), await service.SessionAsync());

        var answer = await (await DraftAsync(series, 6, template, title)).OkAsync();

        var drafts = answer.GetProperty("drafts").EnumerateArray().ToList();
        (answer.GetProperty("made").GetInt32(), drafts.Count).ShouldBe((6, 6));
        foreach (var one in drafts)
        {
            var draft = await DraftOf(one);
            draft.GetProperty("errors").EnumerateObject().ShouldBeEmpty();
            var expected = JsonSerializer.SerializeToElement(
                Given.Plan() with
                {
                    Title = title,
                    LocalStart = $"{one.GetProperty("date").GetString()}T18:00",
                },
                JsonSerializerOptions.Web
            );
            JsonElement.DeepEquals(draft.GetProperty("plan"), expected).ShouldBeTrue($"{draft.GetProperty("plan")}");
            (await service.Anonymous.GetAsync($"/sessions/{IdOf(one)}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        foreach (var address in new[] { "/sessions", "/sessions/calendar.ics", "/programme", "/sessions/feed.atom" })
        {
            using var open = await service.Anonymous.GetAsync(address);
            (await open.Content.ReadAsStringAsync()).ShouldNotContain(title);
        }

        var other = await service.SessionAsync();
        await announced.Next(session => session.SessionId == other);
        announced.Heard.ShouldNotContain(session => session.Title == title);
    }

    [Fact]
    public async Task What_is_published_is_a_session_of_its_own_and_no_calendar_knows_of_a_series()
    {
        var answer = await (
            await DraftAsync(Guid.CreateVersion7(), 2, await service.SessionAsync(), "Ein Abend von zweien")
        ).OkAsync();
        var ids = answer.GetProperty("drafts").EnumerateArray().Select(IdOf).ToList();
        foreach (var id in ids)
        {
            await PublishAsync(id);
        }

        var text = await service.Anonymous.GetStringAsync("/sessions/calendar.ics");

        ids.ShouldAllBe(id => text.Contains($"UID:{id}@stadtgespraeche"));
        var events = text.Split("BEGIN:VEVENT").Skip(1).Select(entry => entry.Split("END:VEVENT")[0]);
        events.ShouldAllBe(entry =>
            !entry.Contains("RRULE") && !entry.Contains("RDATE") && !entry.Contains("RECURRENCE-ID")
        );
    }

    [Fact]
    public async Task Sent_again_it_brings_back_nothing_that_was_changed_published_or_discarded()
    {
        var (series, template) = (Guid.CreateVersion7(), await service.SessionAsync());
        var drafts = (await (await DraftAsync(series, 4, template)).OkAsync())
            .GetProperty("drafts")
            .EnumerateArray()
            .Select(IdOf)
            .ToList();
        var plan = Given.Plan() with { Title = "Schon weiter" };
        await (
            await service.Organiser.PutAsJsonAsync($"/drafts/{drafts[0]}", new { plan, expectedVersion = 1 })
        ).OkAsync();
        await PublishAsync(drafts[1]);
        await service.Organiser.DeleteAsync($"/drafts/{drafts[2]}");

        var again = await (await DraftAsync(series, 4, template)).OkAsync();

        again.GetProperty("made").GetInt32().ShouldBe(0);
        again
            .GetProperty("drafts")
            .EnumerateArray()
            .Select(one => one.GetProperty("state").GetString())
            .ShouldBe(["Draft", "Published", "Discarded", "Draft"]);
        (await service.Organiser.GetStringAsync($"/drafts/{drafts[0]}")).ShouldContain("Schon weiter");
        (await service.Organiser.GetAsync($"/drafts/{drafts[1]}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Organiser.GetAsync($"/drafts/{drafts[2]}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await DraftAsync(series, 6, template)).OkAsync()).GetProperty("made").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Ten_times_at_once_each_is_made_once()
    {
        var series = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => DraftAsync(series, 5, title: "Zehnmal")));

        var made = 0;
        foreach (var answer in answers)
        {
            made += (await answer.OkAsync()).GetProperty("made").GetInt32();
        }

        made.ShouldBe(5);
    }

    [Fact]
    public async Task A_title_alone_is_enough_a_draft_is_a_template_too_and_days_can_be_left_out()
    {
        var first = (await (await DraftAsync(Guid.CreateVersion7(), 3, title: "Nur ein Titel")).OkAsync())
            .GetProperty("drafts")
            .EnumerateArray()
            .ToList();
        var alone = (await DraftOf(first[0])).GetProperty("plan");
        (alone.GetProperty("title").GetString(), alone.GetProperty("description").ValueKind).ShouldBe(
            ("Nur ein Titel", JsonValueKind.Null)
        );
        var left = first[1].GetProperty("date").GetString();

        var second = await (await DraftAsync(Guid.CreateVersion7(), 3, IdOf(first[0]), leftOut: [left!])).OkAsync();

        second.GetProperty("drafts").GetArrayLength().ShouldBe(2);
        second.GetRawText().ShouldNotContain(left!);
        (await DraftOf(second.GetProperty("drafts")[0]))
            .GetProperty("plan")
            .GetProperty("title")
            .GetString()
            .ShouldBe("Nur ein Titel");
    }

    [Fact]
    public async Task The_preview_names_what_else_is_on_a_day_and_makes_nothing()
    {
        var series = Guid.CreateVersion7();
        var dates = (await PreviewAsync(series)).EnumerateArray().ToList();
        var (draft, title) = (Guid.CreateVersion7(), $"Gleicher Tag {Guid.NewGuid():N}");
        var plan = Given.Plan() with { Title = title, LocalStart = dates[0].GetProperty("date").GetString() };
        await (await service.Organiser.PutAsJsonAsync($"/drafts/{draft}", new { plan })).OkAsync();
        var session = await service.SessionAsync(
            Given.Plan() with
            {
                Title = title,
                LocalStart = $"{dates[1].GetProperty("date").GetString()}T23:30",
            }
        );

        var seen = (await PreviewAsync(series)).EnumerateArray().ToList();

        seen.Count.ShouldBe(4);
        seen.ShouldAllBe(date => date.GetProperty("state").ValueKind == JsonValueKind.Null);
        Others(seen[0]).ShouldBe([(draft, true)]);
        Others(seen[1]).ShouldBe([(session, false)]);
        Others(seen[2]).ShouldBeEmpty();
        await (await DraftAsync(series, 4, title: title)).OkAsync();
        var after = (await PreviewAsync(series)).EnumerateArray().ToList();
        after.ShouldAllBe(date => date.GetProperty("state").GetString() == "Draft");
        Others(after[0]).ShouldBe([(draft, true)]);

        IEnumerable<(Guid, bool)> Others(JsonElement date) =>
            date.GetProperty("others")
                .EnumerateArray()
                .Where(other => other.GetProperty("title").GetString() == title)
                .Select(other => (other.GetProperty("sessionId").GetGuid(), other.GetProperty("isDraft").GetBoolean()));
    }

    [Fact]
    public async Task What_is_no_series_makes_nothing()
    {
        var series = Guid.CreateVersion7();

        (await (await DraftAsync(series, 1000, title: "Zu viele")).CodesAsync(HttpStatusCode.BadRequest)).ShouldBe([
            "fields-invalid",
            "count:series-too-many",
        ]);
        (await (await DraftAsync(series, 2)).CodesAsync(HttpStatusCode.BadRequest)).ShouldBe([
            "fields-invalid",
            "title:title-missing",
        ]);
        (await (await DraftAsync(series, 2, Guid.NewGuid())).CodesAsync(HttpStatusCode.NotFound)).ShouldBe([
            "template-unknown",
        ]);
        var all = (await PreviewAsync(series)).EnumerateArray().Select(date => date.GetProperty("date").GetString()!);
        (
            await (await DraftAsync(series, 4, title: "Ohne alle", leftOut: [.. all])).CodesAsync(
                HttpStatusCode.BadRequest
            )
        ).ShouldBe(["fields-invalid", "leftOut:series-without-dates"]);
        (
            await (await service.Organiser.PutAsJsonAsync($"/drafts/series/{series}", new { })).CodesAsync(
                HttpStatusCode.BadRequest
            )
        ).ShouldBe(["series-pattern-missing"]);
        (await PreviewAsync(series))
            .EnumerateArray()
            .ShouldAllBe(date => date.GetProperty("state").ValueKind == JsonValueKind.Null);
    }

    private Task<HttpResponseMessage> DraftAsync(
        Guid series,
        int count,
        Guid? templateId = null,
        string? title = null,
        IReadOnlyList<string>? leftOut = null
    ) =>
        service.Organiser.PutAsJsonAsync(
            $"/drafts/series/{series}",
            new
            {
                pattern = new
                {
                    rhythm = "Monthly",
                    week = "Third",
                    weekday = "Tuesday",
                    every = 1,
                    firstDay = FirstDay,
                    startTime = "18:00",
                    timeZone = "Europe/Berlin",
                    count,
                },
                templateId,
                title,
                leftOut,
            }
        );

    private async Task<JsonElement> PreviewAsync(Guid series) =>
        (
            await (
                await service.Organiser.GetAsync(
                    $"/drafts/series/{series}?rhythm=Monthly&week=Third&weekday=Tuesday&every=1&firstDay={FirstDay:yyyy-MM-dd}"
                        + "&startTime=18:00&timeZone=Europe/Berlin&count=4"
                )
            ).OkAsync()
        ).GetProperty("dates");

    private async Task<JsonElement> DraftOf(JsonElement one) =>
        await (await service.Organiser.GetAsync($"/drafts/{IdOf(one)}")).OkAsync();

    private async Task PublishAsync(Guid id) =>
        await (await service.Organiser.PutAsJsonAsync($"/drafts/{id}/publication", new { version = 1 })).OkAsync();

    private static Guid IdOf(JsonElement draft) => draft.GetProperty("id").GetGuid();
}
