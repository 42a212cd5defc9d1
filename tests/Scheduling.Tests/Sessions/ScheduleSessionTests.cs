using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Stadtgespraeche.Contracts.Scheduling;

namespace Stadtgespraeche.Scheduling.Tests.Sessions;

public sealed class ScheduleSessionTests(SchedulingFixture fixture)
{
    [Fact]
    public async Task An_announced_session_is_shown_to_everybody_without_its_online_link()
    {
        var id = await fixture.Service.SessionAsync();

        var response = await fixture.Service.Anonymous.GetAsync($"/sessions/{id}");
        var text = await response.Content.ReadAsStringAsync();
        var session = await response.OkAsync();

        session.GetProperty("title").GetString().ShouldBe("Beteiligung, die ankommt");
        session.GetProperty("status").GetString().ShouldBe("Scheduled");
        session.GetProperty("form").GetString().ShouldBe("Hybrid");
        session
            .GetProperty("venue")
            .GetProperty("accessibilityNotes")
            .GetString()
            .ShouldBe("Stufenlos; Induktionsschleife in Reihe 1");
        session.GetProperty("programme").GetArrayLength().ShouldBe(4);
        session.GetProperty("programme")[1].GetProperty("kind").GetString().ShouldBe("Impulse");
        text.ShouldNotContain("video.example");
        (
            await (await fixture.Service.Anonymous.GetAsync("/sessions?when=coming")).Content.ReadAsStringAsync()
        ).ShouldSatisfyAllConditions(
            list => list.ShouldContain(id.ToString()),
            list => list.ShouldNotContain("video.example")
        );
    }

    [Fact]
    public async Task Organisers_see_the_online_link_and_nobody_else_may_ask_for_it()
    {
        var id = await fixture.Service.SessionAsync();

        var session = await (await fixture.Service.Organiser.GetAsync($"/sessions/{id}/edit")).OkAsync();

        session.GetProperty("onlineLink").GetString().ShouldBe(Given.SecretLink);
        (await fixture.Service.Anonymous.GetAsync($"/sessions/{id}/edit")).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );
    }

    [Fact]
    public async Task Nobody_without_a_token_changes_anything()
    {
        var id = await fixture.Service.SessionAsync();

        (
            await fixture.Service.Anonymous.PutAsJsonAsync($"/sessions/{id}", Given.Plan() with { Title = "Gekapert" })
        ).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (
            await fixture.Service.Anonymous.PutAsJsonAsync($"/sessions/{id}/cancellation", new { reason = "Gekapert" })
        ).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (
            await fixture
                .Service.WithLink("bamberg", Guid.NewGuid(), id)
                .PutAsJsonAsync($"/sessions/{id}", Given.Plan())
        ).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await (await fixture.Service.Anonymous.GetAsync($"/sessions/{id}")).OkAsync())
            .GetProperty("version")
            .GetInt64()
            .ShouldBe(1);
    }

    [Fact]
    public async Task The_announcement_is_published_without_the_link_which_goes_to_Registration_alone()
    {
        await using var announced = await fixture.Service.Listen<SessionScheduled>();
        await using var access = await fixture.Service.Listen<OnlineAccessSet>();

        var id = await fixture.Service.SessionAsync();

        var fact = await announced.Next(session => session.SessionId == id);
        fact.Version.ShouldBe(1);
        fact.CalendarVersion.ShouldBe(1);
        fact.Start.Offset.ShouldBe(TimeSpan.Zero);
        fact.Programme.Count.ShouldBe(4);
        JsonSerializer.Serialize(fact).ShouldNotContain("video.example");
        (await access.Next(set => set.SessionId == id)).ShouldBe(new OnlineAccessSet(id, 1, Given.SecretLink));
    }

    [Fact]
    public async Task The_same_plan_again_is_no_change()
    {
        await using var announced = await fixture.Service.Listen<SessionScheduled>();
        var id = await fixture.Service.SessionAsync();

        var again = await (await fixture.Service.PutAsync(id, Given.Plan())).OkAsync();
        await (await fixture.Service.PutAsync(id, Given.Plan() with { Topics = [Given.HybridCouncils] })).OkAsync();

        again.GetProperty("version").GetInt64().ShouldBe(1);
        (await announced.Next(fact => fact.SessionId == id && fact.Topic == "Hybride Ratsarbeit")).Version.ShouldBe(2);
        await announced.Next(fact => fact.SessionId == id && fact.Version == 1);
        announced.Heard.Count(fact => fact.SessionId == id).ShouldBe(2);
    }

    [Fact]
    public async Task Only_what_stands_in_a_calendar_raises_the_calendar_version()
    {
        await using var announced = await fixture.Service.Listen<SessionScheduled>();
        var id = await fixture.Service.SessionAsync();

        await (await fixture.Service.PutAsync(id, Given.Plan() with { CapacityOnSite = 31 })).OkAsync();
        await (
            await fixture.Service.PutAsync(
                id,
                Given.Plan() with
                {
                    CapacityOnSite = 31,
                    LocalStart = Given.InBerlin(days: 41),
                }
            )
        ).OkAsync();
        await (
            await fixture.Service.PutAsync(
                id,
                Given.Plan() with
                {
                    CapacityOnSite = 31,
                    LocalStart = Given.InBerlin(days: 41),
                    Topics = [Given.HybridCouncils],
                }
            )
        ).OkAsync();

        (await announced.Next(fact => fact.SessionId == id && fact.Version == 2)).CalendarVersion.ShouldBe(1);
        (await announced.Next(fact => fact.SessionId == id && fact.Version == 3)).CalendarVersion.ShouldBe(3);
        (await announced.Next(fact => fact.SessionId == id && fact.Version == 4)).CalendarVersion.ShouldBe(3);
    }

    [Fact]
    public async Task A_change_of_what_the_organiser_has_not_seen_is_refused()
    {
        var id = await fixture.Service.SessionAsync();
        await (
            await fixture.Service.PutAsync(id, Given.Plan() with { Title = "Zweite Fassung", ExpectedVersion = 1 })
        ).OkAsync();

        var late = await fixture.Service.PutAsync(
            id,
            Given.Plan() with
            {
                Title = "Von einem alten Stand",
                ExpectedVersion = 1,
            }
        );
        var repeated = await fixture.Service.PutAsync(
            id,
            Given.Plan() with
            {
                Title = "Zweite Fassung",
                ExpectedVersion = 1,
            }
        );

        (await late.CodesAsync(HttpStatusCode.Conflict)).ShouldBe(["session-changed-meanwhile"]);
        (await repeated.OkAsync()).GetProperty("version").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task Ten_announcements_of_one_session_at_once_leave_one_session_and_one_version_per_change()
    {
        var id = Guid.CreateVersion7();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(async number =>
                    await (
                        await fixture.Service.PutAsync(id, Given.Plan() with { Title = $"Fassung {number % 5}" })
                    ).OkAsync()
                )
        );

        var last = (await (await fixture.Service.Anonymous.GetAsync($"/sessions/{id}")).OkAsync())
            .GetProperty("version")
            .GetInt64();
        last.ShouldBe(answers.Max(answer => answer.GetProperty("version").GetInt64()));
        answers
            .GroupBy(answer => answer.GetProperty("version").GetInt64())
            .ShouldAllBe(same =>
                same.Select(answer => answer.GetProperty("title").GetString()).Distinct().Count() == 1
            );
        last.ShouldBeInRange(5, 10);
    }

    [Fact]
    public async Task An_online_session_keeps_no_venue_and_one_on_site_no_link()
    {
        var online = await fixture.Service.SessionAsync(Given.Plan() with { Form = "Online", CapacityOnSite = null });
        var onSite = await fixture.Service.SessionAsync(Given.Plan() with { Form = "OnSite", CapacityOnline = 0 });

        (await (await fixture.Service.Organiser.GetAsync($"/sessions/{online}/edit")).OkAsync())
            .GetProperty("venue")
            .ValueKind.ShouldBe(JsonValueKind.Null);
        (await (await fixture.Service.Organiser.GetAsync($"/sessions/{onSite}/edit")).OkAsync())
            .GetProperty("onlineLink")
            .ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("{ \"title\": ", "application/json", HttpStatusCode.BadRequest, "request-malformed")]
    [InlineData("{ \"title\": 7 }", "application/json", HttpStatusCode.BadRequest, "request-malformed")]
    [InlineData("title=x", "text/plain", HttpStatusCode.UnsupportedMediaType, "content-type-not-supported")]
    public async Task What_cannot_be_read_is_refused_with_a_code(
        string body,
        string type,
        HttpStatusCode status,
        string code
    )
    {
        var response = await fixture.Service.Organiser.PutAsync(
            $"/sessions/{Guid.NewGuid()}",
            new StringContent(body, Encoding.UTF8, type)
        );

        (await response.CodesAsync(status)).ShouldBe([code]);
    }
}
