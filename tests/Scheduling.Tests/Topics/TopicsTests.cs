using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Stadtgespraeche.Scheduling.Tests.Barometer;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Topics;

/// <summary>Topics from a member's proposal to the list, and what becomes of them there.</summary>
public sealed class TopicsTests(SchedulingFixture fixture)
{
    private readonly ServiceUnderTest<Program> service = fixture.Service;
    private readonly HttpClient member = fixture.Service.As(Guid.CreateVersion7(), "bamberg");

    [Fact]
    public async Task The_list_begins_with_what_the_cities_began_with()
    {
        var titles = (await (await service.Anonymous.GetAsync("/topics")).OkAsync())
            .GetProperty("topics")
            .EnumerateArray()
            .Select(topic => topic.GetProperty("title").GetString());
        foreach (
            var title in new[]
            {
                "Digitale Bürgerbeteiligung",
                "Hybride Ratsarbeit",
                "Digitale Souveränität",
                "Datenethik",
            }
        )
        {
            titles.ShouldContain(title);
        }
    }

    [Fact]
    public async Task A_proposal_is_seen_by_its_member_and_organisers_until_it_is_released()
    {
        var (id, title) = (Guid.CreateVersion7(), $"Offene Daten {Guid.NewGuid():N}");
        for (var times = 0; times < 2; times++)
        {
            await (await ProposeAsync(id, title)).OkAsync();
        }

        (await service.Anonymous.GetStringAsync("/topics")).ShouldNotContain(title);
        (await service.Anonymous.GetAsync($"/topics/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.As(Guid.CreateVersion7(), "bamberg").GetStringAsync("/me/topics")).ShouldNotContain(title);
        (await member.GetStringAsync("/me/topics")).ShouldContain(title);
        var seen = (await AllAsync()).Single(topic => topic.GetProperty("id").GetGuid() == id);
        seen.GetProperty("proposedByPartner").GetString().ShouldBe("bamberg");

        await (await ChangeAsync(id, "release", new { version = 1 })).OkAsync();
        (await (await ChangeAsync(id, "release", new { version = 1 })).OkAsync())
            .GetProperty("version")
            .GetInt64()
            .ShouldBe(2);
        (await service.Anonymous.GetStringAsync("/topics")).ShouldContain(title);
        (await (await ProposeAsync(id, "Nachträglich umgeschrieben")).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "proposal-decided",
        ]);
    }

    [Fact]
    public async Task A_proposal_that_is_not_taken_on_tells_its_member_why_and_nobody_else()
    {
        var (id, title) = (Guid.CreateVersion7(), $"Nicht hier {Guid.NewGuid():N}");
        await (await ProposeAsync(id, title)).OkAsync();

        (
            await (await ChangeAsync(id, "retirement", new { version = 1 })).CodesAsync(HttpStatusCode.BadRequest)
        ).ShouldContain("reason:reason-missing");
        await (
            await ChangeAsync(id, "retirement", new { version = 1, reason = "Das ist Sache der Kreise." })
        ).OkAsync();

        (await member.GetStringAsync("/me/topics")).ShouldContain("Das ist Sache der Kreise.");
        (await service.Anonymous.GetAsync($"/topics/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_has_more_than_ten_proposals_waiting()
    {
        var ids = Enumerable.Range(0, 11).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var id in ids.Take(10))
        {
            await (await ProposeAsync(id, $"Vorschlag {id:N}")).OkAsync();
        }

        (await (await ProposeAsync(ids[10], "Einer zu viel")).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "too-many-proposals",
        ]);
    }

    [Fact]
    public async Task A_topic_is_planned_by_a_coming_session_and_discussed_by_a_past_one()
    {
        var (coming, past) = (await service.TopicAsync(), await service.TopicAsync());
        var session = await service.SessionAsync(Given.Plan() with { Topics = [coming] });
        await service.SessionAsync(
            Given.Plan() with
            {
                Topics = [past],
                LocalStart = Given.InBerlin(days: -20),
                Held = true,
            }
        );

        (await StageAsync(coming)).ShouldBe("Planned");
        (await StageAsync(past)).ShouldBe("Discussed");
        (await service.Anonymous.GetStringAsync($"/topics/{coming}")).ShouldContain(session.ToString());

        await (await service.CancelAsync(session)).OkAsync();
        (await StageAsync(coming)).ShouldBe("Listed");
    }

    [Fact]
    public async Task A_merged_topic_leads_to_the_one_it_went_into_with_its_sessions()
    {
        var (first, second, third) = (
            await service.TopicAsync(),
            await service.TopicAsync(),
            await service.TopicAsync()
        );
        var session = await service.SessionAsync(Given.Plan() with { Topics = [first] });

        await (await ChangeAsync(first, "merger", new { into = second, version = 2 })).OkAsync();
        await (await ChangeAsync(second, "merger", new { into = third, version = 2 })).OkAsync();

        foreach (var id in new[] { first, second, third })
        {
            var shown = await (await service.Anonymous.GetAsync($"/topics/{id}")).OkAsync();
            shown.GetProperty("topic").GetProperty("id").GetGuid().ShouldBe(third);
            shown.GetProperty("topic").GetProperty("stage").GetString().ShouldBe("Planned");
            shown.GetProperty("sessions").EnumerateArray().Select(Id).ShouldBe([session]);
        }

        var known = await (await service.Anonymous.GetAsync($"/sessions/{session}")).OkAsync();
        known.GetProperty("topics").EnumerateArray().Select(Id).ShouldBe([third]);
    }

    [Fact]
    public async Task Whose_proposal_went_into_another_topic_reads_which()
    {
        var (proposed, listed) = (Guid.CreateVersion7(), await service.TopicAsync());
        await (await ProposeAsync(proposed, $"Dasselbe noch einmal {proposed:N}")).OkAsync();
        await (await ChangeAsync(proposed, "merger", new { into = listed, version = 1 })).OkAsync();

        var own = (await (await member.GetAsync("/me/topics")).OkAsync())
            .GetProperty("topics")
            .EnumerateArray()
            .Single(topic => Id(topic) == proposed);
        Id(own.GetProperty("mergedInto")).ShouldBe(listed);
    }

    [Fact]
    public async Task No_topic_goes_into_itself_or_round_in_a_ring()
    {
        var (first, second) = (await service.TopicAsync(), await service.TopicAsync());
        (
            await (await ChangeAsync(first, "merger", new { into = first, version = 2 })).CodesAsync(
                HttpStatusCode.BadRequest
            )
        ).ShouldBe(["topic-into-itself"]);

        var crosswise = await Task.WhenAll(
            ChangeAsync(first, "merger", new { into = second, version = 2 }),
            ChangeAsync(second, "merger", new { into = first, version = 2 })
        );

        crosswise.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        crosswise.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(1);
    }

    [Fact]
    public async Task Two_organisers_who_reword_at_once_lose_nothing()
    {
        var id = await service.TopicAsync();
        await (await WriteAsync(id, "Erste Fassung " + id, 2)).OkAsync();

        (await (await WriteAsync(id, "Zweite Fassung " + id, 2)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "topic-changed-meanwhile",
        ]);
        // Sent again, it is no overwriting.
        await (await WriteAsync(id, "Erste Fassung " + id, 2)).OkAsync();
    }

    [Fact]
    public async Task Two_topics_on_the_list_never_have_the_same_title()
    {
        var title = $"Einmalig {Guid.NewGuid():N}";
        await service.TopicAsync(title);
        var (second, proposed) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        (await (await WriteAsync(second, title.ToUpperInvariant(), 0)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "topic-title-taken",
        ]);
        await (await ProposeAsync(proposed, title)).OkAsync();
        (
            await (await ChangeAsync(proposed, "release", new { version = 1 })).CodesAsync(HttpStatusCode.Conflict)
        ).ShouldBe(["topic-title-taken"]);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "title:text-contains-html")]
    [InlineData("", "title:title-missing")]
    [InlineData("\u0000", "title:text-contains-control-characters")]
    public async Task What_is_no_title_is_refused_with_words(string title, string code) =>
        (await (await ProposeAsync(Guid.CreateVersion7(), title)).CodesAsync(HttpStatusCode.BadRequest)).ShouldContain(
            code
        );

    [Fact]
    public async Task Invisible_and_overlong_texts_are_cleaned_or_refused()
    {
        var id = Guid.CreateVersion7();
        var proposed = await (await ProposeAsync(id, "Da\u200Bten\u00ADethik \u202Eim Rat")).OkAsync();
        proposed.GetProperty("title").GetString().ShouldBe("Datenethik im Rat");
        (
            await (
                await member.PutAsJsonAsync(
                    $"/me/topics/{Guid.CreateVersion7()}",
                    new { title = "Lang", description = new string('x', 20_000) }
                )
            ).CodesAsync(HttpStatusCode.BadRequest)
        ).ShouldContain("description:description-too-long");
    }

    [Fact]
    public async Task A_session_names_only_what_was_ever_on_the_list()
    {
        var proposed = Guid.CreateVersion7();
        await (await ProposeAsync(proposed, $"Noch nicht {proposed:N}")).OkAsync();
        foreach (var unknown in new[] { proposed, Guid.CreateVersion7() })
        {
            (
                await (
                    await service.PutAsync(Guid.CreateVersion7(), Given.Plan() with { Topics = [unknown] })
                ).CodesAsync(HttpStatusCode.BadRequest)
            ).ShouldContain("topics:topic-unknown");
        }

        var topic = await service.TopicAsync();
        var session = await service.SessionAsync(Given.Plan() with { Topics = [topic] });
        await (await ChangeAsync(topic, "retirement", new { version = 2 })).OkAsync();
        await (await service.PutAsync(session, Given.Plan() with { Topics = [topic], Title = "Berichtigt" })).OkAsync();
    }

    private Task<HttpResponseMessage> ProposeAsync(Guid id, string title) =>
        member.PutAsJsonAsync($"/me/topics/{id}", new { title, description = "Worum es geht." });

    private Task<HttpResponseMessage> WriteAsync(Guid id, string title, long expectedVersion) =>
        service.Organiser.PutAsJsonAsync(
            $"/topics/{id}",
            new
            {
                title,
                description = "Worum es geht.",
                expectedVersion,
            }
        );

    private Task<HttpResponseMessage> ChangeAsync(Guid id, string what, object body) =>
        service.Organiser.PutAsJsonAsync($"/topics/{id}/{what}", body);

    private async Task<IEnumerable<JsonElement>> AllAsync() =>
        (await (await service.Organiser.GetAsync("/topics/all")).OkAsync()).GetProperty("topics").EnumerateArray();

    private async Task<string?> StageAsync(Guid id) =>
        (await (await service.Anonymous.GetAsync($"/topics/{id}")).OkAsync())
            .GetProperty("topic")
            .GetProperty("stage")
            .GetString();

    private static Guid Id(JsonElement one) => one.GetProperty("id").GetGuid();
}
