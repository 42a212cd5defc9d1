using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Series;

public sealed class DraftSeriesTests(SchedulingFixture fixture)
{
    private readonly ServiceUnderTest<Program> service = fixture.Service;

    [Fact]
    public async Task A_series_is_drafted_from_a_session_and_nobody_but_organisers_sees_it()
    {
        await using var announced = await service.Listen<SessionScheduled>();
        var title = $"Geheim {Guid.NewGuid():N}";
        var (series, template) = (Guid.CreateVersion7(), await service.SessionAsync());

        var answer = await (await service.DraftAsync(series, 6, template, title)).OkAsync();

        var drafts = answer.GetProperty("drafts").EnumerateArray().ToList();
        (answer.GetProperty("made").GetInt32(), drafts.Count).ShouldBe((6, 6));
        foreach (var one in drafts)
        {
            var draft = await service.DraftOf(one);
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
            (await service.Anonymous.GetAsync($"/sessions/{GivenSeries.IdOf(one)}")).StatusCode.ShouldBe(
                HttpStatusCode.NotFound
            );
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
            await service.DraftAsync(Guid.CreateVersion7(), 2, await service.SessionAsync(), "Ein Abend von zweien")
        ).OkAsync();
        var ids = answer.GetProperty("drafts").EnumerateArray().Select(GivenSeries.IdOf).ToList();
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
        var drafts = (await (await service.DraftAsync(series, 4, template)).OkAsync())
            .GetProperty("drafts")
            .EnumerateArray()
            .Select(GivenSeries.IdOf)
            .ToList();
        var plan = Given.Plan() with { Title = "Schon weiter" };
        await (
            await service.Organiser.PutAsJsonAsync($"/drafts/{drafts[0]}", new { plan, expectedVersion = 1 })
        ).OkAsync();
        await PublishAsync(drafts[1]);
        await service.Organiser.DeleteAsync($"/drafts/{drafts[2]}");

        var again = await (await service.DraftAsync(series, 4, template)).OkAsync();

        again.GetProperty("made").GetInt32().ShouldBe(0);
        again
            .GetProperty("drafts")
            .EnumerateArray()
            .Select(one => one.GetProperty("state").GetString())
            .ShouldBe(["Draft", "Published", "Discarded", "Draft"]);
        (await service.Organiser.GetStringAsync($"/drafts/{drafts[0]}")).ShouldContain("Schon weiter");
        (await service.Organiser.GetAsync($"/drafts/{drafts[1]}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Organiser.GetAsync($"/drafts/{drafts[2]}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await service.DraftAsync(series, 6, template)).OkAsync()).GetProperty("made").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Ten_times_at_once_each_is_made_once()
    {
        var series = Guid.CreateVersion7();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => service.DraftAsync(series, 5, title: "Zehnmal"))
        );

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
        var first = (await (await service.DraftAsync(Guid.CreateVersion7(), 3, title: "Nur ein Titel")).OkAsync())
            .GetProperty("drafts")
            .EnumerateArray()
            .ToList();
        var alone = (await service.DraftOf(first[0])).GetProperty("plan");
        (alone.GetProperty("title").GetString(), alone.GetProperty("description").ValueKind).ShouldBe(
            ("Nur ein Titel", JsonValueKind.Null)
        );
        var left = first[1].GetProperty("date").GetString();

        var second = await (
            await service.DraftAsync(Guid.CreateVersion7(), 3, GivenSeries.IdOf(first[0]), leftOut: [left!])
        ).OkAsync();

        second.GetProperty("drafts").GetArrayLength().ShouldBe(2);
        second.GetRawText().ShouldNotContain(left!);
        (await service.DraftOf(second.GetProperty("drafts")[0]))
            .GetProperty("plan")
            .GetProperty("title")
            .GetString()
            .ShouldBe("Nur ein Titel");
    }

    private async Task PublishAsync(Guid id) =>
        await (await service.Organiser.PutAsJsonAsync($"/drafts/{id}/publication", new { version = 1 })).OkAsync();
}
