using System.Net;
using System.Net.Http.Json;
using Stadtgespraeche.Scheduling.Tests.Impulses;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Records;

public sealed class WriteRecordTests(SchedulingFixture fixture)
{
    private const string Video = "https://video.example/aufzeichnung-4711";
    private const string Protocol = "https://cloud.example/protokoll-4711";
    private readonly ServiceUnderTest<Program> service = fixture.Service;
    private readonly HttpClient member = fixture.Service.As(Guid.CreateVersion7(), "bamberg");

    [Fact]
    public async Task What_is_for_members_stands_in_no_public_answer()
    {
        var id = await HeldAsync();

        await (await WriteAsync(id, (Video, "Members"), (Protocol, "Everybody"))).OkAsync();

        var open = await (await service.Anonymous.GetAsync($"/sessions/{id}/record")).OkAsync();
        (open.Text("recording"), open.Text("minutes")).ShouldBe((null, Protocol));
        foreach (
            var address in new[]
            {
                "/sessions",
                "/sessions?when=past",
                $"/sessions/{id}",
                $"/sessions/{id}/record",
                $"/sessions/{id}/calendar.ics",
                "/sessions/calendar.ics",
                "/sessions/feed.atom",
                "/programme",
            }
        )
        {
            using var answer = await service.Anonymous.GetAsync(address);
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain(Video);
            // Nor does it depend on who asks, for a cache may keep it.
            using var mine = await member.GetAsync(address);
            (await mine.Content.ReadAsStringAsync()).ShouldNotContain(Video);
        }

        using var own = await member.GetAsync($"/me/sessions/{id}/record");
        own.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await own.OkAsync()).Text("recording").ShouldBe(Video);
        (await service.Anonymous.GetAsync($"/me/sessions/{id}/record")).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );
    }

    [Fact]
    public async Task Sent_twice_it_changes_once_nobody_overwrites_what_they_have_not_seen_and_links_can_be_taken_away()
    {
        var id = await HeldAsync();
        for (var times = 0; times < 2; times++)
        {
            (await (await WriteAsync(id, (Video, "Everybody"), null)).OkAsync())
                .GetProperty("version")
                .GetInt64()
                .ShouldBe(1);
        }

        (await (await WriteAsync(id, null, (Protocol, "Members"))).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "record-changed-meanwhile",
        ]);
        await (await WriteAsync(id, null, null, expected: 1)).OkAsync();

        var seen = await (await member.GetAsync($"/me/sessions/{id}/record")).OkAsync();
        (seen.Text("recording"), seen.Text("minutes")).ShouldBe((null, null));
        var edited = await (await service.Organiser.GetAsync($"/sessions/{id}/record/edit")).OkAsync();
        edited.GetProperty("version").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task Of_many_at_the_same_time_one_wins_and_the_others_are_told()
    {
        var id = await HeldAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(number => WriteAsync(id, ($"{Video}/{number}", "Members"), null))
        );

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
    }

    [Theory]
    [InlineData("http://video.example/1", "Members", "recording.link:record-link-not-https")]
    [InlineData("video.example/1", "Members", "recording.link:record-link-not-https")]
    [InlineData("https://wer:wie@video.example/1", "Members", "recording.link:record-link-not-https")]
    [InlineData("javascript:alert(1)", "Members", "recording.link:record-link-not-https")]
    [InlineData("https://video.example/1", "Alle", "recording.for:record-audience-unknown")]
    [InlineData("https://video.example/1", "1", "recording.for:record-audience-unknown")]
    [InlineData("long", "Members", "recording.link:record-link-too-long")]
    public async Task A_link_is_https_short_and_for_somebody(string link, string audience, string code)
    {
        var id = await HeldAsync();
        var typed = link == "long" ? $"{Video}/{new string('x', 500)}" : link;

        (await (await WriteAsync(id, (typed, audience), null)).CodesAsync(HttpStatusCode.BadRequest)).ShouldBe([
            "fields-invalid",
            code,
        ]);
    }

    [Fact]
    public async Task Before_it_begins_and_once_it_is_called_off_a_session_has_no_links()
    {
        var id = await service.SessionAsync();
        (await (await WriteAsync(id, (Video, "Members"), null)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "session-not-started",
        ]);
        await (await service.CancelAsync(id)).OkAsync();
        (await (await WriteAsync(id, (Video, "Members"), null)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "session-cancelled",
        ]);
        (
            await (await WriteAsync(Guid.NewGuid(), (Video, "Members"), null)).CodesAsync(HttpStatusCode.NotFound)
        ).ShouldBe(["session-unknown"]);
    }

    [Fact]
    public async Task An_impulse_that_is_not_to_be_recorded_warns_and_refuses_nothing()
    {
        var session = await service.SessionAsync(Given.Plan() with { LocalStart = Given.InBerlin(days: 1) });
        foreach (var (title, may) in new[] { ("Lieber nicht", false), ("Gern", true) })
        {
            var content = GivenImpulses.Content() with { Title = title, MayBeRecorded = may };
            var impulse = await service.AcceptedAsync(member, content);
            await (
                await service.Organiser.PutAsJsonAsync($"/impulses/{impulse}/programme", new { sessionId = session })
            ).OkAsync();
        }

        await using var later = await fixture.AheadAsync(TimeSpan.FromDays(3));

        var saved = await (
            await later.Organiser.PutAsJsonAsync(
                $"/sessions/{session}/record",
                new { recording = new { link = Video, @for = "Members" } }
            )
        ).OkAsync();

        saved
            .GetProperty("notToBeRecorded")
            .EnumerateArray()
            .Select(title => title.GetString())
            .ShouldBe(["Lieber nicht"]);
    }

    private Task<Guid> HeldAsync() =>
        service.SessionAsync(Given.Plan() with { LocalStart = "2023-09-19T18:00", Held = true });

    private Task<HttpResponseMessage> WriteAsync(
        Guid id,
        (string Link, string For)? recording,
        (string Link, string For)? minutes,
        long expected = 0
    ) =>
        service.Organiser.PutAsJsonAsync(
            $"/sessions/{id}/record",
            new
            {
                recording = recording is { } r ? new { link = r.Link, @for = r.For } : null,
                minutes = minutes is { } m ? new { link = m.Link, @for = m.For } : null,
                expectedVersion = expected,
            }
        );
}
