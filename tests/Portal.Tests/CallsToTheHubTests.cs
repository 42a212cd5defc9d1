using System.Net;
using Microsoft.AspNetCore.Http;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>What people wait for: how often a page or a button asks the hub.</summary>
public sealed class CallsToTheHubTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    private static readonly string OwnPlace = $"/platz/{PortalUnderTest.SessionId}";
    private static readonly string Session = $"/sitzungen/{PortalUnderTest.SessionId}";

    [Fact]
    public async Task A_button_that_answers_asks_once_and_a_page_once_of_each_service()
    {
        var person = new Person(portal.Browser);
        await person.Send(HttpMethod.Get, $"/platz?t={PortalUnderTest.Link()}");
        var (page, read) = await CallsOfAsync(() => person.Get(OwnPlace));
        read.Where(call => call.Contains("/registration/")).ShouldHaveSingleItem();
        read.Count(call => call.Contains("/scheduling/")).ShouldBeLessThanOrEqualTo(1);
        page.ShouldContain("sind frei");

        var form = new Dictionary<string, string> { ["formular"] = Person.FormToken(page), ["Answer"] = "OnSite" };
        var (answer, asked) = await CallsOfAsync(() => person.Send(HttpMethod.Post, OwnPlace, form));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        asked.ShouldBe([$"PUT /api/registration/sessions/{PortalUnderTest.SessionId}/seat"]);
    }

    [Fact]
    public async Task Many_who_open_a_page_at_once_are_one_question()
    {
        await Task.Delay(TimeSpan.FromSeconds(1.5)); // what others have asked is forgotten
        var (_, asked) = await CallsOfAsync(() =>
            Task.WhenAll(Enumerable.Range(0, 40).Select(_ => new Person(portal.Browser).Get(Session)))
        );
        asked.Count.ShouldBeLessThan(12);
        asked.ShouldContain($"GET /api/scheduling/sessions/{PortalUnderTest.SessionId}");
    }

    [Fact]
    public async Task Who_has_a_role_reads_what_is_there_now()
    {
        var organiser = new Person(portal.Browser);
        await organiser.SignIn("/mein-bereich", "passkey", "organiser");
        await organiser.Get(Session);
        var (_, asked) = await CallsOfAsync(() => organiser.Get(Session));
        asked.ShouldContain($"GET /api/scheduling/sessions/{PortalUnderTest.SessionId}");
    }

    [Fact]
    public async Task What_could_not_be_answered_is_asked_again_at_once()
    {
        await using var own = new PortalWithItsOwnHub();
        await own.InitializeAsync();
        var person = new Person(own.Browser);
        own.Api.Down = true;
        (await person.Send(HttpMethod.Get, Session)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        own.Api.Down = false;
        (await person.Get(Session)).ShouldContain("Digitale Beteiligung");
    }

    [Fact]
    public async Task A_button_is_not_refused_and_waits_not_half_a_minute_because_a_service_was_away_for_a_moment()
    {
        var person = new Person(portal.Browser);
        await person.Send(HttpMethod.Get, $"/platz?t={PortalUnderTest.Link()}");
        var page = await person.Get(OwnPlace);
        var form = new Dictionary<string, string> { ["formular"] = Person.FormToken(page), ["Answer"] = "OnSite" };
        portal.Api.Stumbles = 1;
        var (answer, asked) = await CallsOfAsync(() => person.Send(HttpMethod.Post, OwnPlace, form));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        asked.Count.ShouldBe(2, "the second try came at once");
    }

    [Fact]
    public async Task A_button_waits_for_a_slow_hub_and_is_not_pressed_a_second_time_behind_the_persons_back()
    {
        await using var own = new PortalWithItsOwnHub();
        await own.InitializeAsync();
        var person = new Person(own.Browser);
        await person.SignIn();
        var page = await person.Get("/mein-bereich/daten/loeschen");
        var form = new Dictionary<string, string> { ["formular"] = Person.FormToken(page), ["Confirmed"] = "true" };
        own.Api.Calls.Clear();
        own.Api.Slow = TimeSpan.FromSeconds(12);
        var answer = await person.Send(HttpMethod.Post, "/mein-bereich/daten/loeschen", form);
        own.Api.Slow = TimeSpan.Zero;
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        own.Api.Calls.Where(call => call.Contains("/me/erasure")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_refusal_of_one_person_is_not_told_to_those_who_waited_for_the_same_answer()
    {
        var answers = new PublicAnswers(new HttpContextAccessor(), TimeProvider.System);
        var refusal = new TaskCompletionSource<Answer<string>>();
        var first = answers.GetAsync("/api/x", _ => refusal.Task, CancellationToken.None);
        var second = answers.GetAsync("/api/x", _ => Task.FromResult(Answer<string>.Of("da")), CancellationToken.None);
        refusal.SetResult(
            Answer<string>.Of(new Problem(429, "too-many-requests", "", new Dictionary<string, string[]>()))
        );
        (await first).Problem!.Status.ShouldBe(429);
        (await second).Value.ShouldBe("da");
    }

    private async Task<(T Result, IReadOnlyList<string> Calls)> CallsOfAsync<T>(Func<Task<T>> act)
    {
        portal.Api.Calls.Clear();
        var result = await act();
        return (result, [.. portal.Api.Calls.Where(call => call.Contains("/api/"))]);
    }

    private sealed class PortalWithItsOwnHub : PortalUnderTest;
}
