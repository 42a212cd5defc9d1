using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Stadtgespraeche.Knowledge.Contributions;

namespace Stadtgespraeche.Knowledge.Tests.Contributions;

/// <summary>What organisers do with a text besides releasing it, and how its author takes it back.</summary>
public sealed class JudgeContributionTests(KnowledgeFixture fixture)
{
    private readonly Guid session = Guid.CreateVersion7();
    private readonly Guid me = Guid.CreateVersion7();
    private readonly Guid id = Guid.CreateVersion7();

    [Fact]
    public async Task What_is_returned_with_words_goes_back_to_its_author_alone_who_hands_it_in_again()
    {
        using var member = await WrittenAsync();

        for (var times = 0; times < 2; times++)
        {
            await (await OrganiserAsync("return", new { reason = "Bitte mit Zahlen." })).OkAsync();
        }

        (await SubmittedAsync()).ShouldNotContain(id);
        (await fixture.Service.Anonymous.GetAsync($"/contributions/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var own = (await OwnAsync()).EnumerateArray().Single();
        (own.GetProperty("state").GetString(), own.GetProperty("returnedBecause").GetString()).ShouldBe(
            ("Returned", "Bitte mit Zahlen.")
        );

        // As it is, or changed.
        await (await member.WriteAsync(id, session)).OkAsync();

        (await SubmittedAsync()).ShouldContain(id);
        (await OwnAsync())[0].GetProperty("returnedBecause").GetString().ShouldBeNull();
    }

    [Fact]
    public async Task Correcting_keeps_the_author_and_publishes_nothing()
    {
        using var member = await WrittenAsync();

        await (
            await OrganiserAsync("correction", new { title = "Ohne Tippfehler", body = "Besser lesbar." })
        ).OkAsync();

        (await fixture.Service.Anonymous.GetAsync($"/contributions/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await (await OrganiserAsync("release", new { })).OkAsync();
        await (await OrganiserAsync("correction", new { title = "Noch besser", body = "Zaubermausgraben." })).OkAsync();
        var shown = await (await fixture.Service.Anonymous.GetAsync($"/contributions/{id}")).OkAsync();
        (shown.GetProperty("title").GetString(), shown.GetProperty("authorName").GetString()).ShouldBe(
            ("Noch besser", "Testina Beispielfrau")
        );
        shown.GetProperty("body").GetString().ShouldBe("Zaubermausgraben.");
        (await FoundAsync("Zaubermausgraben")).ShouldBe(1);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Withdrawn_before_or_after_release_by_author_or_organiser_nobody_finds_it_any_more(
        bool released,
        bool byOrganiser
    )
    {
        using var member = await WrittenAsync("Quittenbaumallee");
        if (released)
        {
            await (await OrganiserAsync("release", new { })).OkAsync();
            (await FoundAsync("Quittenbaumallee")).ShouldBeGreaterThan(0);
        }

        for (var times = 0; times < 2; times++)
        {
            await (
                byOrganiser
                    ? await OrganiserAsync("withdrawal", new { })
                    : await member.PutAsync($"/contributions/{id}/withdrawal", null)
            ).OkAsync();
        }

        (await fixture.Service.Anonymous.GetAsync($"/contributions/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await fixture.Service.Anonymous.GetStringAsync("/contributions?q=Quittenbaumallee")).ShouldNotContain($"{id}");
        (await IndexedAsync()).ShouldBe("");
        (await SubmittedAsync()).ShouldNotContain(id);
        (await OwnAsync())[0].GetProperty("state").GetString().ShouldBe("Withdrawn");
        (await (await member.WriteAsync(id, session)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "contribution-withdrawn",
        ]);
        (await (await OrganiserAsync("release", new { })).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "contribution-withdrawn",
        ]);
    }

    [Fact]
    public async Task Nobody_takes_back_what_another_wrote()
    {
        using var member = await WrittenAsync();
        using var other = await fixture.Service.AttendeeAsync(session);

        await (await other.PutAsync($"/contributions/{id}/withdrawal", null)).CodesAsync(HttpStatusCode.Forbidden);
        await (
            await fixture
                .Service.As(Guid.CreateVersion7(), "bamberg")
                .PutAsync($"/me/contributions/{id}/withdrawal", null)
        ).CodesAsync(HttpStatusCode.NotFound);

        (await SubmittedAsync()).ShouldContain(id);
    }

    [Fact]
    public async Task Nothing_is_judged_that_its_author_changed_meanwhile()
    {
        using var member = await WrittenAsync();

        foreach (
            var (what, body) in new (string, object)[]
            {
                ("return", new { reason = "Zu lang.", expectedVersion = 7 }),
                (
                    "correction",
                    new
                    {
                        title = "Anders",
                        body = "Anders.",
                        expectedVersion = 7,
                    }
                ),
            }
        )
        {
            (await (await OrganiserAsync(what, body)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
                "contribution-changed-meanwhile",
            ]);
        }

        (await (await OrganiserAsync("return", new { reason = " " })).CodesAsync(HttpStatusCode.BadRequest)).ShouldBe([
            "fields-invalid",
            "reason:reason-missing",
        ]);
    }

    private async Task<HttpClient> WrittenAsync(string title = "Mitmachkarte")
    {
        var member = await fixture.Service.AttendeeAsync(session, "bamberg", me);
        await (
            await member.PutAsJsonAsync(
                $"/contributions/{id}",
                new WriteContribution.WriteContributionRequest(session, "GoodPractice", title, "Ein Text.")
            )
        ).OkAsync();
        return member;
    }

    private Task<HttpResponseMessage> OrganiserAsync(string what, object body) =>
        fixture.Service.Organiser.PutAsJsonAsync($"/contributions/{id}/{what}", body);

    private async Task<IEnumerable<Guid>> SubmittedAsync() =>
        (await (await fixture.Service.Organiser.GetAsync("/contributions/submitted")).OkAsync())
            .GetProperty("contributions")
            .EnumerateArray()
            .Select(contribution => contribution.GetProperty("id").GetGuid());

    private async Task<JsonElement> OwnAsync() =>
        (
            await (await fixture.Service.As(me, "bamberg").GetAsync($"/me/sessions/{session}/authorship")).OkAsync()
        ).GetProperty("contributions");

    /// <summary>What stands in the index about it.</summary>
    private async Task<string> IndexedAsync()
    {
        await using var database = NpgsqlDataSource.Create(fixture.Service.Database);
        await using var read = database.CreateCommand(
            "select search_title || search_body || search_parts from contributions where id = $1"
        );
        read.Parameters.Add(new() { Value = id });
        return (string)(await read.ExecuteScalarAsync())!;
    }

    private async Task<int> FoundAsync(string words) =>
        (await (await fixture.Service.Anonymous.GetAsync($"/contributions?q={words}")).OkAsync())
            .GetProperty("total")
            .GetInt32();
}
