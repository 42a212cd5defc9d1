using System.Net.Http.Json;
using System.Text.Json;
using Stadtgespraeche.Scheduling.Changes;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Tests.Changes;

/// <summary>What a session's publications leave behind for everybody to read.</summary>
public sealed class PublicVersionTests(SchedulingFixture fixture)
{
    [Fact]
    public async Task Every_publication_of_a_change_says_what_it_changed_the_newest_first()
    {
        var id = await fixture.Service.SessionAsync();
        (await ChangesAsync(id)).ShouldBeEmpty();

        await PutAsync(id, Given.Plan() with { CapacityOnSite = 40 });
        await PutAsync(id, Given.Plan() with { CapacityOnSite = 40, Title = "Der neue Titel" });
        await (await fixture.Service.CancelAsync(id)).OkAsync();

        (await ChangesAsync(id)).ShouldBe([
            "4: Abgesagt: Der Saal steht unter Wasser.",
            "3: Titel: „Der neue Titel“ statt „Beteiligung, die ankommt“",
            "2: Plätze vor Ort: 40 statt 30",
        ]);
    }

    [Fact]
    public async Task A_change_that_is_sent_twice_is_told_once()
    {
        var id = await fixture.Service.SessionAsync();

        for (var time = 0; time < 2; time++)
        {
            await PutAsync(id, Given.Plan() with { CapacityOnSite = 40 });
        }

        await (await fixture.Service.CancelAsync(id)).OkAsync();
        await (await fixture.Service.CancelAsync(id)).OkAsync();

        (await ChangesAsync(id)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_published_draft_tells_its_changes_and_the_link_is_none()
    {
        var id = await fixture.Service.SessionAsync();
        await PutAsync(id, Given.Plan() with { OnlineLink = "https://video.example/geheim" });
        var plan = Given.Plan() with { Topics = [Given.Participation, Given.HybridCouncils] };

        await (await fixture.Service.Organiser.PutAsJsonAsync($"/drafts/{id}", new { plan, basedOn = 2 })).OkAsync();
        (await ChangesAsync(id)).ShouldBeEmpty();
        await (
            await fixture.Service.Organiser.PutAsJsonAsync($"/drafts/{id}/publication", new { version = 1 })
        ).OkAsync();

        (await ChangesAsync(id)).ShouldBe(["3: Thema neu: Hybride Ratsarbeit"]);
    }

    [Fact]
    public void Of_very_many_publications_the_newest_are_kept()
    {
        IReadOnlyList<PublicVersion> versions = [];
        for (var version = 1; version <= 120; version++)
        {
            versions = PublicVersion.Add(versions, version, default, [new(ChangedField.Description, null, null)]);
        }

        versions.Select(version => version.Version).ShouldBe(Enumerable.Range(21, 100).Reverse().Select(v => (long)v));
    }

    private async Task PutAsync(Guid id, ScheduleSession.ScheduleSessionRequest plan) =>
        await (await fixture.Service.PutAsync(id, plan)).OkAsync();

    private async Task<IReadOnlyList<string>> ChangesAsync(Guid id)
    {
        var session = await fixture.Service.Anonymous.GetFromJsonAsync<JsonElement>($"/sessions/{id}");
        return
        [
            .. session
                .GetProperty("changes")
                .EnumerateArray()
                .SelectMany(version =>
                    version
                        .GetProperty("changes")
                        .EnumerateArray()
                        .Select(change => $"{version.GetProperty("version")}: {change.GetProperty("text")}")
                ),
        ];
    }
}
