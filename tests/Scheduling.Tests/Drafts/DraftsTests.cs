using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Drafts;

/// <summary>What organisers type and have not published yet.</summary>
public sealed class DraftsTests(SchedulingFixture fixture)
{
    private readonly ServiceUnderTest<Program> service = fixture.Service;

    private static ScheduleSession.ScheduleSessionRequest Unfinished(string title = "Nur eine Idee") =>
        new(title, null, null, null, "2099-05-", "Europe/Berlin", null, "Hybrid", null, null, null, null, null);

    [Fact]
    public async Task A_draft_keeps_what_is_unfinished_says_what_is_missing_and_is_seen_by_organisers_alone()
    {
        await using var announced = await service.Listen<SessionScheduled>();
        var (id, title) = (Guid.CreateVersion7(), $"Geheim {Guid.NewGuid():N}");

        var saved = await (await SaveAsync(id, Unfinished(title))).OkAsync();

        saved.GetProperty("version").GetInt64().ShouldBe(1);
        saved.GetProperty("plan").GetProperty("localStart").GetString().ShouldBe("2099-05-");
        Fields(saved).ShouldContain("description");
        Fields(saved).ShouldContain("venue");
        (await service.Anonymous.GetAsync($"/sessions/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Anonymous.GetStringAsync("/sessions?when=coming")).ShouldNotContain(title);
        (await service.Organiser.GetStringAsync("/drafts")).ShouldContain(title);
        (await service.Anonymous.GetAsync("/drafts")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await (await PublishAsync(id, 1)).CodesAsync(HttpStatusCode.BadRequest))[0].ShouldBe("fields-invalid");

        var other = await service.SessionAsync();
        await announced.Next(session => session.SessionId == other);
        announced.Heard.ShouldNotContain(session => session.SessionId == id);
    }

    [Fact]
    public async Task Publishing_announces_once_ends_the_draft_and_may_be_sent_twice()
    {
        await using var announced = await service.Listen<SessionScheduled>();
        var id = Guid.CreateVersion7();
        Fields(await (await SaveAsync(id, Given.Plan())).OkAsync()).ShouldBeEmpty();

        await (await PublishAsync(id, 1)).OkAsync();
        (await (await PublishAsync(id, 1)).OkAsync()).GetProperty("version").GetInt64().ShouldBe(1);

        (await announced.Next(session => session.SessionId == id)).Version.ShouldBe(1);
        await (await service.Organiser.GetAsync($"/drafts/{id}")).CodesAsync(HttpStatusCode.NotFound);
        var other = await service.SessionAsync();
        await announced.Next(session => session.SessionId == other);
        announced.Heard.Count(session => session.SessionId == id).ShouldBe(1);
    }

    [Fact]
    public async Task Changes_of_a_public_session_stay_unseen_until_they_are_published()
    {
        var id = await service.SessionAsync();
        var changed = Given.Plan() with { Title = "Ein neuer Titel" };

        await (await SaveAsync(id, changed, basedOn: 1)).OkAsync();

        (await TitleAsync(id)).ShouldBe(Given.Plan().Title);
        await (await PublishAsync(id, 1)).OkAsync();
        (await TitleAsync(id)).ShouldBe("Ein neuer Titel");
    }

    [Fact]
    public async Task Nobody_overwrites_what_they_have_not_seen()
    {
        var id = Guid.CreateVersion7();
        await (await SaveAsync(id, Unfinished("Die erste"))).OkAsync();

        (await (await SaveAsync(id, Unfinished("Die andere"))).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "draft-changed-meanwhile",
        ]);
        // The same again is no overwriting.
        await (await SaveAsync(id, Unfinished("Die erste"))).OkAsync();
        await (await SaveAsync(id, Unfinished("Die zweite"), expected: 1)).OkAsync();
        (await (await PublishAsync(id, 1)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe(["draft-changed-meanwhile"]);
    }

    [Fact]
    public async Task Of_many_who_save_at_the_same_time_one_wins_and_the_others_are_told()
    {
        var id = Guid.CreateVersion7();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(number => SaveAsync(id, Unfinished($"Fassung {number}")))
        );

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
    }

    [Fact]
    public async Task A_draft_of_what_was_changed_since_is_not_published_over_it()
    {
        var id = await service.SessionAsync();
        await (await SaveAsync(id, Given.Plan() with { Title = "Der Entwurf" }, basedOn: 1)).OkAsync();
        await (await service.PutAsync(id, Given.Plan() with { Title = "Die Änderung einer anderen" })).OkAsync();

        (await (await PublishAsync(id, 1)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe(["session-changed-meanwhile"]);

        (await TitleAsync(id)).ShouldBe("Die Änderung einer anderen");
        (await service.Organiser.GetStringAsync($"/drafts/{id}")).ShouldContain("Der Entwurf");
    }

    [Fact]
    public async Task Discarding_leaves_what_is_public_and_may_be_sent_twice()
    {
        var id = await service.SessionAsync();
        await (await SaveAsync(id, Given.Plan() with { Title = "Verworfen" }, basedOn: 1)).OkAsync();

        for (var times = 0; times < 2; times++)
        {
            (await service.Organiser.DeleteAsync($"/drafts/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await TitleAsync(id)).ShouldBe(Given.Plan().Title);
        await (await service.Organiser.GetAsync($"/drafts/{id}")).CodesAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("\u0000")]
    [InlineData("\uD800")]
    [InlineData("<script>")]
    public async Task Whatever_is_typed_is_kept_and_harms_nothing(string typed)
    {
        var id = Guid.CreateVersion7();
        await (await SaveAsync(id, Unfinished($"vor{typed}nach"))).OkAsync();

        await (await service.Organiser.GetAsync($"/drafts/{id}")).OkAsync();
        (await (await PublishAsync(id, 1)).CodesAsync(HttpStatusCode.BadRequest))[0].ShouldBe("fields-invalid");
    }

    [Fact]
    public async Task A_draft_has_a_size_that_is_told_and_a_session_that_ended_takes_none()
    {
        var (id, over) = (Guid.CreateVersion7(), await service.SessionAsync());
        (
            await (await SaveAsync(id, Unfinished() with { Description = new string('x', 300_000) })).CodesAsync(
                HttpStatusCode.BadRequest
            )
        ).ShouldBe(["draft-too-long"]);
        await (await service.CancelAsync(over)).OkAsync();
        (await (await SaveAsync(over, Given.Plan(), basedOn: 2)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "session-cancelled",
        ]);
    }

    private Task<HttpResponseMessage> SaveAsync(
        Guid id,
        ScheduleSession.ScheduleSessionRequest plan,
        long basedOn = 0,
        long expected = 0
    ) =>
        service.Organiser.PutAsJsonAsync(
            $"/drafts/{id}",
            new
            {
                plan,
                basedOn,
                expectedVersion = expected,
            }
        );

    private Task<HttpResponseMessage> PublishAsync(Guid id, long version) =>
        service.Organiser.PutAsJsonAsync($"/drafts/{id}/publication", new { version });

    private async Task<string?> TitleAsync(Guid id) =>
        (await service.Anonymous.GetFromJsonAsync<JsonElement>($"/sessions/{id}")).GetProperty("title").GetString();

    private static IEnumerable<string> Fields(JsonElement draft) =>
        draft.GetProperty("errors").EnumerateObject().Select(field => field.Name);
}
