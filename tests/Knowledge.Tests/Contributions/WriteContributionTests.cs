using System.Net;
using System.Net.Http.Json;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Knowledge;
using Stadtgespraeche.Knowledge.Contributions;

namespace Stadtgespraeche.Knowledge.Tests.Contributions;

public sealed class WriteContributionTests(KnowledgeFixture fixture)
{
    private readonly Guid session = Guid.CreateVersion7();

    [Fact]
    public async Task A_recap_is_published_at_once_and_told_to_all_cities()
    {
        await using var published = await fixture.Service.Listen<ContributionPublished>();

        var id = await fixture.Service.RecapAsync("Rückblick auf den Abend", "Es war **gut**.", session);

        var fact = await published.Next(contribution => contribution.ContributionId == id);
        (fact.SessionId, fact.Kind, fact.Title).ShouldBe((session, ContributionKind.Recap, "Rückblick auf den Abend"));
        var shown = await (await fixture.Service.Anonymous.GetAsync($"/contributions/{id}")).OkAsync();
        shown.GetProperty("bodyHtml").GetString().ShouldBe("<p>Es war <strong>gut</strong>.</p>\n");
        shown.GetProperty("authorName").GetString().ShouldBeNull();
    }

    [Fact]
    public async Task What_an_attendee_writes_waits_for_release_and_then_names_its_author()
    {
        await using var published = await fixture.Service.Listen<ContributionPublished>();
        var member = await fixture.Service.AttendeeAsync(session);
        var id = Guid.CreateVersion7();

        var written = await (await member.WriteAsync(id, session)).OkAsync();

        written.GetProperty("state").GetString().ShouldBe("Submitted");
        (await fixture.Service.Anonymous.GetAsync($"/contributions/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var waiting = await (await fixture.Service.Organiser.GetAsync("/contributions/submitted")).OkAsync();
        waiting.GetProperty("contributions").EnumerateArray().ShouldContain(c => c.GetProperty("id").GetGuid() == id);

        await (await fixture.Service.Organiser.PutAsync($"/contributions/{id}/release", null)).OkAsync();

        var shown = await (await fixture.Service.Anonymous.GetAsync($"/contributions/{id}")).OkAsync();
        shown.GetProperty("authorName").GetString().ShouldBe("Testina Beispielfrau");
        shown.GetProperty("partnerName").GetString().ShouldBe("Bamberg");
        (await published.Next(contribution => contribution.ContributionId == id)).Kind.ShouldBe(
            ContributionKind.GoodPractice
        );
    }

    [Fact]
    public async Task Signed_in_one_corrects_what_waits_for_release_and_only_ones_own()
    {
        var (me, id) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await (await (await fixture.Service.AttendeeAsync(session, "bamberg", me)).WriteAsync(id, session)).OkAsync();
        using var signedIn = fixture.Service.As(me, "bamberg", "organiser");

        var corrected = await (
            await signedIn.PutAsJsonAsync(
                $"/me/contributions/{id}",
                new WriteContribution.WriteContributionRequest(session, "Experience", "Berichtigt", "Neu.")
            )
        ).OkAsync();

        (corrected.GetProperty("title").GetString(), corrected.GetProperty("state").GetString()).ShouldBe(
            ("Berichtigt", "Submitted"),
            "an organiser's own waits like everybody's"
        );
        var own = await (await signedIn.GetAsync($"/me/sessions/{session}/authorship")).OkAsync();
        own.GetProperty("contributions")[0].GetProperty("body").GetString().ShouldBe("Neu.");
        var other = Guid.CreateVersion7();
        await fixture.Service.AttendeeAsync(session, "bamberg", other);
        (
            await (
                await fixture
                    .Service.As(other, "bamberg")
                    .PutAsJsonAsync(
                        $"/me/contributions/{id}",
                        new WriteContribution.WriteContributionRequest(session, "Experience", "Fremd", "Fremd.")
                    )
            ).CodesAsync(HttpStatusCode.Conflict)
        ).ShouldBe(["contribution-of-another-author"]);
        (await (await fixture.Service.As(other, "bamberg").GetAsync($"/me/sessions/{session}/authorship")).OkAsync())
            .GetProperty("contributions")
            .GetArrayLength()
            .ShouldBe(0);
    }

    [Fact]
    public async Task Whose_mandate_has_ended_reads_the_own_and_writes_nothing_more()
    {
        var (me, id) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await (await (await fixture.Service.AttendeeAsync(session, "bamberg", me)).WriteAsync(id, session)).OkAsync();
        using var departed = fixture.Service.As(me, "bamberg", "departed");

        (
            await (
                await departed.PutAsJsonAsync(
                    $"/me/contributions/{id}",
                    new WriteContribution.WriteContributionRequest(session, "Experience", "Neu", "Neu.")
                )
            ).CodesAsync(HttpStatusCode.Forbidden)
        ).ShouldBe(["member-departed"]);
        (await (await departed.GetAsync("/me/contributions")).OkAsync())
            .GetProperty("contributions")
            .GetArrayLength()
            .ShouldBe(1);
    }

    [Fact]
    public async Task Who_was_not_there_writes_nothing()
    {
        var absent = fixture.Service.WithLink("bamberg", Guid.NewGuid(), session, PersonalLink.ContributionPurpose);

        (await (await absent.WriteAsync(Guid.NewGuid(), session)).CodesAsync(HttpStatusCode.Forbidden)).ShouldBe([
            "not-attended",
        ]);
    }

    [Fact]
    public async Task A_city_cannot_write_as_a_member_of_another_city()
    {
        var member = Guid.CreateVersion7();
        await fixture.Service.AttendeeAsync(session, "bamberg", member);
        var forged = fixture.Service.WithLink("kaiserslautern", member, session, PersonalLink.ContributionPurpose);

        (await (await forged.WriteAsync(Guid.NewGuid(), session)).CodesAsync(HttpStatusCode.Forbidden)).ShouldBe([
            "not-attended",
        ]);
        (await (await forged.GetAsync($"/sessions/{session}/authorship")).OkAsync())
            .GetProperty("displayName")
            .GetString()
            .ShouldBeNull();
    }

    [Fact]
    public async Task The_link_to_a_seat_and_a_link_for_another_session_do_not_open_this_one()
    {
        var member = Guid.CreateVersion7();
        await fixture.Service.AttendeeAsync(session, "bamberg", member);
        var seat = fixture.Service.WithLink("bamberg", member, session, PersonalLink.SeatPurpose);
        var other = fixture.Service.WithLink("bamberg", member, Guid.NewGuid(), PersonalLink.ContributionPurpose);

        (await seat.WriteAsync(Guid.NewGuid(), session)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await other.WriteAsync(Guid.NewGuid(), session)).CodesAsync(HttpStatusCode.Forbidden)).ShouldBe([
            "link-for-another-session",
        ]);
        (await fixture.Service.Anonymous.WriteAsync(Guid.NewGuid(), session)).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );
    }

    [Fact]
    public async Task Members_change_their_own_until_it_is_released_and_nobody_elses()
    {
        var member = await fixture.Service.AttendeeAsync(session);
        var other = await fixture.Service.AttendeeAsync(session);
        var id = Guid.CreateVersion7();
        await (await member.WriteAsync(id, session)).OkAsync();

        (await (await member.WriteAsync(id, session)).OkAsync()).GetProperty("version").GetInt64().ShouldBe(1);
        (await (await member.WriteAsync(id, session, body: "Doch drei.")).OkAsync())
            .GetProperty("version")
            .GetInt64()
            .ShouldBe(2);
        (await (await other.WriteAsync(id, session)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "contribution-of-another-author",
        ]);
        (await (await fixture.Service.Organiser.WriteAsync(id, session)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "contribution-of-another-author",
        ]);

        await (await fixture.Service.Organiser.PutAsync($"/contributions/{id}/release", null)).OkAsync();
        await (await member.WriteAsync(id, session, body: "Doch drei.")).OkAsync();
        (
            await (await member.WriteAsync(id, session, body: "Doch vier.")).CodesAsync(HttpStatusCode.Conflict)
        ).ShouldBe(["contribution-released"]);
    }

    [Fact]
    public async Task The_same_recap_sent_ten_times_at_once_is_one_recap()
    {
        var id = Guid.CreateVersion7();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(async _ =>
                    await (
                        await fixture.Service.Organiser.WriteAsync(id, session, "Rückblick", "Text", "Recap")
                    ).OkAsync()
                )
        );

        answers.Select(answer => answer.GetProperty("version").GetInt64()).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("GoodPractice", "", "Text", "title:title-missing")]
    [InlineData("GoodPractice", "Titel", " ", "body:body-missing")]
    [InlineData("GoodPractice", "<h1>Titel</h1>", "Text", "title:text-contains-html")]
    [InlineData("GoodPractice", "Titel", "Mit ![Bild](https://stadt.example/b.png)", "body:body-has-image")]
    [InlineData("GoodPractice", "Titel", "Text <script src=x>", "body:text-contains-html")]
    [InlineData("Geheimnis", "Titel", "Text", "kind:kind-unknown")]
    [InlineData("Recap", "Titel", "Text", "kind:recap-by-organisers-only")]
    public async Task A_wrong_field_is_named_with_its_code(string kind, string title, string body, string error)
    {
        var member = await fixture.Service.AttendeeAsync(session);

        (
            await (await member.WriteAsync(Guid.NewGuid(), session, title, body, kind)).CodesAsync(
                HttpStatusCode.BadRequest
            )
        ).ShouldBe(["fields-invalid", error]);
    }

    [Fact]
    public async Task Overlong_or_endlessly_nested_texts_are_refused()
    {
        (
            await (
                await fixture.Service.Organiser.WriteAsync(
                    Guid.NewGuid(),
                    session,
                    new string('x', 151),
                    new string('x', 20_001)
                )
            ).CodesAsync(HttpStatusCode.BadRequest)
        ).ShouldBe(["fields-invalid", "body:body-too-long", "title:title-too-long"]);
        (
            await (
                await fixture.Service.Organiser.WriteAsync(Guid.NewGuid(), session, "Titel", new string('>', 15_000))
            ).CodesAsync(HttpStatusCode.BadRequest)
        ).ShouldBe(["fields-invalid", "body:body-too-nested"]);
    }

    [Fact]
    public async Task What_changed_since_it_was_read_is_not_released_unread()
    {
        var member = await fixture.Service.AttendeeAsync(session);
        var id = Guid.CreateVersion7();
        await (await member.WriteAsync(id, session)).OkAsync();
        await (await member.WriteAsync(id, session, body: "Etwas ganz anderes.")).OkAsync();

        var late = await fixture.Service.Organiser.PutAsync(
            $"/contributions/{id}/release",
            System.Net.Http.Json.JsonContent.Create(new { expectedVersion = 1 })
        );

        (await late.CodesAsync(HttpStatusCode.Conflict)).ShouldBe(["contribution-changed-meanwhile"]);
        (await member.PutAsync($"/contributions/{id}/release", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
