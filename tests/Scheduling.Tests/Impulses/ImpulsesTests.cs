using System.Net;
using System.Net.Http.Json;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Scheduling.Impulses;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Impulses;

/// <summary>An impulse from its first draft to the organisers' decision.</summary>
public sealed class ImpulsesTests(SchedulingFixture fixture)
{
    private readonly ServiceUnderTest<Program> service = fixture.Service;
    private readonly HttpClient member = fixture.Service.As(Guid.CreateVersion7(), "bamberg");

    [Fact]
    public async Task A_draft_may_be_incomplete_says_what_is_missing_and_is_seen_by_its_owner_alone()
    {
        var id = Guid.CreateVersion7();
        var draft = await (await member.WriteAsync(id, new ImpulseContent("Nur ein Titel"))).OkAsync();

        draft.Text("state").ShouldBe("Draft");
        draft
            .GetProperty("missing")
            .EnumerateObject()
            .Select(field => field.Name)
            .ShouldBe(["language", "lengthMinutes", "mayBeRecorded", "partner", "speaker", "summary", "topicId"]);
        (await service.Organiser.GetStringAsync("/impulses")).ShouldNotContain(id.ToString());
        (await service.Organiser.GetAsync($"/impulses/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var other = service.As(Guid.CreateVersion7(), "bamberg");
        (await other.GetStringAsync("/me/impulses")).ShouldNotContain(id.ToString());
        (await other.WriteAsync(id, GivenImpulses.Content(), expectedVersion: 1)).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task What_is_handed_in_twice_comes_in_once_and_is_told_once()
    {
        var (id, call) = (Guid.CreateVersion7(), await service.CallAsync());
        for (var times = 0; times < 2; times++)
        {
            await (await member.WriteAsync(id, GivenImpulses.Content(), call, handIn: true)).OkAsync();
        }

        (await service.ImpulseAsync(id)).Text("state").ShouldBe("HandedIn");
        (await StepsAsync(id, ImpulseProgress.HandedIn)).ShouldBe([ImpulseProgress.HandedIn]);
    }

    [Fact]
    public async Task Handed_in_at_once_from_two_windows_it_comes_in_once()
    {
        var (id, call) = (Guid.CreateVersion7(), await service.CallAsync());

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => member.WriteAsync(id, GivenImpulses.Content(), call, handIn: true))
        );

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await StepsAsync(id, ImpulseProgress.HandedIn)).ShouldBe([ImpulseProgress.HandedIn]);
    }

    [Fact]
    public async Task A_call_that_closes_while_the_form_is_open_leaves_the_text_as_a_draft()
    {
        var (id, call) = (Guid.CreateVersion7(), await service.CallAsync(days: 1));
        await using var later = await fixture.AheadAsync(TimeSpan.FromDays(3));
        var late = later.As(Guid.CreateVersion7(), "bamberg");

        (
            await (await late.WriteAsync(id, GivenImpulses.Content(), call, handIn: true)).CodesAsync(
                HttpStatusCode.Conflict
            )
        ).ShouldBe(["call-closed"]);
        (await (await late.WriteAsync(id, GivenImpulses.Content(), call)).OkAsync()).Text("state").ShouldBe("Draft");
    }

    [Fact]
    public async Task Without_a_call_nothing_is_handed_in() =>
        (
            await (await member.WriteAsync(Guid.CreateVersion7(), GivenImpulses.Content(), handIn: true)).CodesAsync(
                HttpStatusCode.Conflict
            )
        ).ShouldBe(["call-closed"]);

    [Fact]
    public async Task A_question_waits_for_its_answer_and_both_stay_with_the_impulse()
    {
        var id = await service.HandedInAsync(member);
        var (question, answer) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        for (var times = 0; times < 2; times++)
        {
            await (await AskAsync(id, question, "Geht es auch in zehn Minuten?")).OkAsync();
        }

        (await service.ImpulseAsync(id)).Text("state").ShouldBe("Questioned");
        for (var times = 0; times < 2; times++)
        {
            await (await AnswerAsync(id, answer, "Ja, gern.")).OkAsync();
        }

        var seen = await service.ImpulseAsync(id);
        seen.Text("state").ShouldBe("HandedIn");
        seen.GetProperty("messages")
            .EnumerateArray()
            .Select(message => (message.GetProperty("fromOrganisers").GetBoolean(), message.Text("text")))
            .ShouldBe([(true, "Geht es auch in zehn Minuten?"), (false, "Ja, gern.")]);
        (await StepsAsync(id, ImpulseProgress.Questioned)).ShouldBe([
            ImpulseProgress.HandedIn,
            ImpulseProgress.Questioned,
        ]);
        (
            await AnswerAsync(id, Guid.CreateVersion7(), "Nicht meiner", service.As(Guid.CreateVersion7(), "bamberg"))
        ).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_id_of_a_message_about_another_impulse_is_as_good_as_any()
    {
        var (first, second) = (await service.HandedInAsync(member), await service.HandedInAsync(member));
        var message = Guid.CreateVersion7();
        await (await AskAsync(first, message, "Frage eins?")).OkAsync();

        await (await AskAsync(second, message, "Frage zwei?")).OkAsync();

        (await service.ImpulseAsync(second)).GetProperty("messages").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task It_is_rejected_only_with_a_reason_which_its_owner_reads()
    {
        var id = await service.HandedInAsync(member);
        (await (await service.DecideAsync(id, accepted: false)).CodesAsync(HttpStatusCode.BadRequest)).ShouldContain(
            "reason:reason-missing"
        );

        for (var times = 0; times < 2; times++)
        {
            await (await service.DecideAsync(id, accepted: false, "Das Thema hatten wir gerade.")).OkAsync();
        }

        (await member.GetStringAsync("/me/impulses")).ShouldContain("Das Thema hatten wir gerade.");
        (await StepsAsync(id, ImpulseProgress.Rejected)).ShouldBe([ImpulseProgress.HandedIn, ImpulseProgress.Rejected]);
        (
            await (
                await member.WriteAsync(id, GivenImpulses.Content() with { Title = "Anders" }, expectedVersion: 1)
            ).CodesAsync(HttpStatusCode.Conflict)
        ).ShouldBe(["impulse-decided"]);
    }

    [Fact]
    public async Task Organisers_decide_about_what_they_saw()
    {
        var id = await service.HandedInAsync(member);
        var seen = (await service.ImpulseAsync(id)).GetProperty("contentVersion").GetInt64();
        var call = (await service.ImpulseAsync(id)).GetProperty("callId").GetGuid();
        await (
            await member.WriteAsync(id, GivenImpulses.Content() with { Title = "Neu" }, call, expectedVersion: seen)
        ).OkAsync();

        (
            await (await service.DecideAsync(id, accepted: true, contentVersion: seen)).CodesAsync(
                HttpStatusCode.Conflict
            )
        ).ShouldBe(["impulse-changed-meanwhile"]);
    }

    [Fact]
    public async Task Of_two_organisers_who_decide_differently_the_later_looks_again()
    {
        var id = await service.AcceptedAsync(member);

        (
            await (
                await service.DecideAsync(id, accepted: false, "Passt nicht.", expectedState: "HandedIn")
            ).CodesAsync(HttpStatusCode.Conflict)
        ).ShouldBe(["impulse-changed-meanwhile"]);
        await (await service.DecideAsync(id, accepted: false, "Passt nicht.", expectedState: "Accepted")).OkAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_its_speaker_needs_is_forgotten_with_a_rejection_or_withdrawal(bool withdrawn)
    {
        var id = Guid.CreateVersion7();
        await (
            await member.WriteAsync(
                id,
                GivenImpulses.Content(),
                await service.CallAsync(),
                handIn: true,
                accessibilityNeeds: "Gebärdensprache"
            )
        ).OkAsync();
        (await service.ImpulseAsync(id)).Text("accessibilityNeeds").ShouldBe("Gebärdensprache");

        await (
            withdrawn
                ? await member.PutAsJsonAsync($"/me/impulses/{id}/withdrawal", new { })
                : await service.DecideAsync(id, accepted: false, "Passt nicht.")
        ).OkAsync();

        (await service.ImpulseAsync(id)).Text("accessibilityNeeds").ShouldBeNull();
    }

    [Fact]
    public async Task What_was_handed_in_stays_complete()
    {
        var id = await service.HandedInAsync(member);

        (
            await (
                await member.WriteAsync(id, GivenImpulses.Content() with { Speaker = " " }, expectedVersion: 1)
            ).CodesAsync(HttpStatusCode.BadRequest)
        ).ShouldContain("speaker:speaker-missing");
    }

    [Fact]
    public async Task Two_windows_of_one_member_lose_nothing()
    {
        var id = Guid.CreateVersion7();
        await (await member.WriteAsync(id, new ImpulseContent("Erste"))).OkAsync();
        await (await member.WriteAsync(id, new ImpulseContent("Zweite"), expectedVersion: 1)).OkAsync();

        (
            await (await member.WriteAsync(id, new ImpulseContent("Dritte"), expectedVersion: 1)).CodesAsync(
                HttpStatusCode.Conflict
            )
        ).ShouldBe(["impulse-changed-meanwhile"]);
    }

    [Fact]
    public async Task What_is_withdrawn_is_over_for_everybody()
    {
        var id = await service.AcceptedAsync(member);
        for (var times = 0; times < 2; times++)
        {
            await (await member.PutAsJsonAsync($"/me/impulses/{id}/withdrawal", new { })).OkAsync();
        }

        (await service.ImpulseAsync(id)).Text("state").ShouldBe("Withdrawn");
        (await (await service.DecideAsync(id, accepted: true)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "impulse-decided",
        ]);
        (await (await AskAsync(id, Guid.CreateVersion7(), "Noch etwas")).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "impulse-decided",
        ]);
    }

    [Fact]
    public async Task A_note_is_seen_by_organisers_alone_and_never_overwritten_unseen()
    {
        var id = await service.HandedInAsync(member);
        var version = (await service.ImpulseAsync(id)).GetProperty("version").GetInt64();
        await (await NoteAsync(id, "Gut für Mai", version)).OkAsync();
        await (await NoteAsync(id, "Gut für Mai", version)).OkAsync();

        (await member.GetStringAsync("/me/impulses")).ShouldNotContain("Gut für Mai");
        (await (await NoteAsync(id, "Doch im Juni", version)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "impulse-changed-meanwhile",
        ]);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "title:text-contains-html")]
    [InlineData("\u0000", "title:text-contains-control-characters")]
    public async Task What_is_no_text_is_refused_with_words(string title, string code) =>
        (
            await (await member.WriteAsync(Guid.CreateVersion7(), new ImpulseContent(title))).CodesAsync(
                HttpStatusCode.BadRequest
            )
        ).ShouldContain(code);

    [Fact]
    public async Task Invisible_and_turned_round_characters_are_taken_out_and_what_is_too_long_is_refused()
    {
        var clean = await (
            await member.WriteAsync(Guid.CreateVersion7(), new ImpulseContent("Da\u200Bten \u202Eim Rat"))
        ).OkAsync();
        clean.GetProperty("content").Text("title").ShouldBe("Daten im Rat");
        (
            await (
                await member.WriteAsync(Guid.CreateVersion7(), new ImpulseContent(Summary: new string('x', 20_000)))
            ).CodesAsync(HttpStatusCode.BadRequest)
        ).ShouldContain("summary:summary-too-long");
        (
            await (
                await member.WriteAsync(
                    Guid.CreateVersion7(),
                    new ImpulseContent(Material: "javascript:alert(1)", LengthMinutes: 0)
                )
            ).CodesAsync(HttpStatusCode.BadRequest)
        ).ShouldBe(["fields-invalid", "lengthMinutes:length-out-of-range", "material:material-not-https"]);
    }

    private Task<HttpResponseMessage> AskAsync(Guid id, Guid message, string text) =>
        service.Organiser.PutAsJsonAsync($"/impulses/{id}/messages/{message}", new { text });

    private Task<HttpResponseMessage> AnswerAsync(Guid id, Guid message, string text, HttpClient? by = null) =>
        (by ?? member).PutAsJsonAsync($"/me/impulses/{id}/messages/{message}", new { text });

    private Task<HttpResponseMessage> NoteAsync(Guid id, string note, long version) =>
        service.Organiser.PutAsJsonAsync($"/impulses/{id}/note", new { note, version });

    /// <summary>The steps of an impulse that its partner was told, up to and including <paramref name="last"/>.</summary>
    private async Task<IReadOnlyList<ImpulseProgress>> StepsAsync(Guid id, ImpulseProgress last)
    {
        await fixture.Steps.Next(step => step.ImpulseId == id && step.Progress == last);
        return
        [
            .. fixture
                .Steps.Heard.Where(step => step.ImpulseId == id)
                .OrderBy(step => step.Version)
                .Select(step => step.Progress),
        ];
    }
}
