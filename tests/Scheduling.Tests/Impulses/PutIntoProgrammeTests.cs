using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Stadtgespraeche.Scheduling.Impulses;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Scheduling.Tests.Barometer;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Impulses;

public sealed class PutIntoProgrammeTests(SchedulingFixture fixture)
{
    private readonly ServiceUnderTest<Program> service = fixture.Service;
    private readonly HttpClient member = fixture.Service.As(Guid.CreateVersion7(), "bamberg");

    [Fact]
    public async Task An_accepted_impulse_becomes_the_last_item_of_the_draft_once_and_nothing_is_published()
    {
        var (impulse, session) = (await service.AcceptedAsync(member), await service.SessionAsync());
        for (var times = 0; times < 2; times++)
        {
            await (await PutAsync(impulse, session)).OkAsync();
        }

        var items = await DraftedAsync(session);
        items.Count.ShouldBe(Given.Plan().Programme!.Count + 1);
        items[^1].Text("title").ShouldBe("Haushaltsdaten zum Anfassen");
        items[^1].Text("speaker").ShouldBe("Ina Probe, Kämmerin");
        (await service.Anonymous.GetStringAsync($"/sessions/{session}")).ShouldNotContain("Haushaltsdaten");
        (await service.ImpulseAsync(impulse)).GetProperty("sessionId").GetGuid().ShouldBe(session);
    }

    [Fact]
    public async Task The_draft_of_a_public_session_keeps_all_that_it_does_not_change()
    {
        var (impulse, session) = (await service.AcceptedAsync(member), await service.SessionAsync());
        await (await PutAsync(impulse, session)).OkAsync();
        var draft = await (await service.Organiser.GetAsync($"/drafts/{session}")).OkAsync();
        draft.GetProperty("errors").EnumerateObject().ShouldBeEmpty();

        var published = await (
            await service.Organiser.PutAsJsonAsync(
                $"/drafts/{session}/publication",
                new { version = draft.GetProperty("version").GetInt64() }
            )
        ).OkAsync();

        var plan = Given.Plan();
        published.Text("title").ShouldBe(plan.Title);
        published.Text("onlineLink").ShouldBe(plan.OnlineLink);
        published.GetProperty("capacityOnSite").GetInt32().ShouldBe(plan.CapacityOnSite!.Value);
        published.GetProperty("venue").Text("accessibilityNotes").ShouldBe(plan.Venue!.AccessibilityNotes);
        published.GetProperty("programme").GetArrayLength().ShouldBe(plan.Programme!.Count + 1);
    }

    [Fact]
    public async Task At_its_topic_it_is_shown_once_the_programme_is_public_and_in_that_wording()
    {
        var topic = await service.TopicAsync();
        var impulse = await service.HandedInAsync(member, GivenImpulses.Content() with { TopicId = topic });
        await (await service.DecideAsync(impulse, accepted: true)).OkAsync();
        var session = await service.SessionAsync();
        await (await PutAsync(impulse, session)).OkAsync();
        (await AboutAsync(topic)).ShouldBeEmpty();

        await (await service.Organiser.PutAsJsonAsync($"/drafts/{session}/publication", new { version = 1 })).OkAsync();

        var shown = (await AboutAsync(topic)).ShouldHaveSingleItem();
        shown.Text("title").ShouldBe("Haushaltsdaten zum Anfassen");
        shown.GetProperty("sessionId").GetGuid().ShouldBe(session);
        await (await service.CancelAsync(session)).OkAsync();
        (await AboutAsync(topic)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_its_speaker_corrects_stays_a_change_until_an_organiser_takes_it_over()
    {
        var (impulse, session) = (await service.AcceptedAsync(member), await service.SessionAsync());
        await (await PutAsync(impulse, session)).OkAsync();
        var seen = await service.ImpulseAsync(impulse);
        await (
            await member.WriteAsync(
                impulse,
                GivenImpulses.Content() with
                {
                    Title = "Haushaltsdaten erklärt",
                },
                seen.GetProperty("callId").GetGuid(),
                expectedVersion: seen.GetProperty("contentVersion").GetInt64()
            )
        ).OkAsync();

        (await DraftedAsync(session))[^1].Text("title").ShouldBe("Haushaltsdaten zum Anfassen");
        (await LineAsync(impulse)).GetProperty("changedSinceTakenOver").GetBoolean().ShouldBeTrue();

        await (await PutAsync(impulse, session)).OkAsync();

        var items = await DraftedAsync(session);
        items.Count.ShouldBe(Given.Plan().Programme!.Count + 1);
        items[^1].Text("title").ShouldBe("Haushaltsdaten erklärt");
        (await LineAsync(impulse)).GetProperty("changedSinceTakenOver").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_not_accepted_or_has_no_session_is_refused()
    {
        var (impulse, session) = (await service.HandedInAsync(member), await service.SessionAsync());
        (await (await PutAsync(impulse, session)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "impulse-not-accepted",
        ]);

        await (await service.DecideAsync(impulse, accepted: true)).OkAsync();
        (await (await PutAsync(impulse, Guid.CreateVersion7())).CodesAsync(HttpStatusCode.NotFound)).ShouldBe([
            "session-unknown",
        ]);
        await (await service.CancelAsync(session)).OkAsync();
        (await (await PutAsync(impulse, session)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe(["session-cancelled"]);
    }

    [Fact]
    public void In_a_programme_the_earlier_wording_is_replaced_where_it_stands()
    {
        var (before, after) = (Item("Alt"), Item("Neu"));

        PutIntoProgramme.Place([Item("A"), before, Item("B")], before, after).ShouldBe([Item("A"), after, Item("B")]);
        PutIntoProgramme.Place([Item("A")], before, after).ShouldBe([Item("A"), after]);
        PutIntoProgramme.Place([after, Item("A")], before, after).ShouldBe([after, Item("A")]);
    }

    private static ScheduleSession.ItemRequest Item(string title) =>
        PutIntoProgramme.Item(GivenImpulses.Content() with { Title = title });

    private Task<HttpResponseMessage> PutAsync(Guid impulse, Guid session) =>
        service.Organiser.PutAsJsonAsync($"/impulses/{impulse}/programme", new { sessionId = session });

    private async Task<List<JsonElement>> DraftedAsync(Guid session) =>
        [
            .. (await (await service.Organiser.GetAsync($"/drafts/{session}")).OkAsync())
                .GetProperty("plan")
                .GetProperty("programme")
                .EnumerateArray(),
        ];

    private async Task<IReadOnlyList<JsonElement>> AboutAsync(Guid topic) =>
        [
            .. (await (await service.Anonymous.GetAsync($"/topics/{topic}")).OkAsync())
                .GetProperty("impulses")
                .EnumerateArray(),
        ];

    private async Task<JsonElement> LineAsync(Guid impulse) =>
        (await (await service.Organiser.GetAsync("/impulses")).OkAsync())
            .GetProperty("impulses")
            .EnumerateArray()
            .Single(line => line.GetProperty("id").GetGuid() == impulse);
}
