namespace Stadtgespraeche.Scheduling.Tests.Feeds;

public sealed class ShowProgrammeTests(SchedulingFixture fixture)
{
    [Fact]
    public async Task Other_websites_read_what_is_to_come_with_place_and_local_time_and_without_the_online_link()
    {
        var coming = await fixture.Service.SessionAsync(Given.Plan() with { LocalStart = Given.InBerlin(days: 1) });
        var over = await fixture.Service.SessionAsync(
            Given.Plan() with
            {
                LocalStart = Given.InBerlin(days: -2),
                Held = true,
            }
        );

        using var answer = await fixture.Service.Anonymous.GetAsync("/programme");
        var programme = await answer.OkAsync();

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=900");
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("video.example");
        var sessions = programme
            .GetProperty("sessions")
            .EnumerateArray()
            .ToDictionary(one => one.GetProperty("id").GetGuid());
        sessions.Keys.ShouldNotContain(over);
        var session = sessions[coming];
        session.GetProperty("start").GetString()!.ShouldMatch(@"T18:00:00\+0[12]:00$");
        session.GetProperty("end").GetString()!.ShouldMatch(@"T20:00:00\+0[12]:00$");
        session.GetProperty("place").GetString().ShouldBe("Haus am Musterplatz, Musterstadt");
        session.GetProperty("status").GetString().ShouldBe("Scheduled");
        session.GetProperty("programme")[1].GetProperty("speaker").GetString().ShouldBe("Impulsa Musterrednerin");
    }
}
