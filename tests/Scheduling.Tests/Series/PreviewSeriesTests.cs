using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Series;

public sealed class PreviewSeriesTests(SchedulingFixture fixture)
{
    private readonly ServiceUnderTest<Program> service = fixture.Service;

    [Fact]
    public async Task The_preview_names_what_else_is_on_a_day_and_makes_nothing()
    {
        var series = Guid.CreateVersion7();
        var dates = (await service.PreviewAsync(series)).EnumerateArray().ToList();
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

        var seen = (await service.PreviewAsync(series)).EnumerateArray().ToList();

        seen.Count.ShouldBe(4);
        seen.ShouldAllBe(date => date.GetProperty("state").ValueKind == JsonValueKind.Null);
        Others(seen[0]).ShouldBe([(draft, true)]);
        Others(seen[1]).ShouldBe([(session, false)]);
        Others(seen[2]).ShouldBeEmpty();
        await (await service.DraftAsync(series, 4, title: title)).OkAsync();
        var after = (await service.PreviewAsync(series)).EnumerateArray().ToList();
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

        (
            await (await service.DraftAsync(series, 1000, title: "Zu viele")).CodesAsync(HttpStatusCode.BadRequest)
        ).ShouldBe(["fields-invalid", "count:series-too-many"]);
        (await (await service.DraftAsync(series, 2)).CodesAsync(HttpStatusCode.BadRequest)).ShouldBe([
            "fields-invalid",
            "title:title-missing",
        ]);
        (await (await service.DraftAsync(series, 2, Guid.NewGuid())).CodesAsync(HttpStatusCode.NotFound)).ShouldBe([
            "template-unknown",
        ]);
        var all = (await service.PreviewAsync(series))
            .EnumerateArray()
            .Select(date => date.GetProperty("date").GetString()!);
        (
            await (await service.DraftAsync(series, 4, title: "Ohne alle", leftOut: [.. all])).CodesAsync(
                HttpStatusCode.BadRequest
            )
        ).ShouldBe(["fields-invalid", "leftOut:series-without-dates"]);
        (
            await (await service.Organiser.PutAsJsonAsync($"/drafts/series/{series}", new { })).CodesAsync(
                HttpStatusCode.BadRequest
            )
        ).ShouldBe(["series-pattern-missing"]);
        (await service.PreviewAsync(series))
            .EnumerateArray()
            .ShouldAllBe(date => date.GetProperty("state").ValueKind == JsonValueKind.Null);
    }
}
