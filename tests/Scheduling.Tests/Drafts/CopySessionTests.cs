using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Drafts;

public sealed class CopySessionTests(SchedulingFixture fixture)
{
    private readonly ServiceUnderTest<Program> service = fixture.Service;

    [Fact]
    public async Task A_copy_says_all_that_the_session_says_but_when_it_is()
    {
        var (id, template) = (Guid.CreateVersion7(), await service.SessionAsync());
        await (await service.CancelAsync(template)).OkAsync();

        var draft = await (await CopyAsync(id, template)).OkAsync();

        (draft.GetProperty("version").GetInt64(), draft.GetProperty("basedOn").GetInt64()).ShouldBe((1, 0));
        draft.GetProperty("errors").EnumerateObject().Select(field => field.Name).ShouldBe(["start"]);
        var expected = JsonSerializer.SerializeToElement(
            Given.Plan() with
            {
                LocalStart = null,
            },
            JsonSerializerOptions.Web
        );
        JsonElement.DeepEquals(draft.GetProperty("plan"), expected).ShouldBeTrue($"{draft.GetProperty("plan")}");
        (await service.Anonymous.GetAsync($"/sessions/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Sent_again_it_keeps_what_was_typed_meanwhile()
    {
        var (id, template) = (Guid.CreateVersion7(), await service.SessionAsync());
        await (await CopyAsync(id, template)).OkAsync();
        var plan = Given.Plan() with { Title = "Schon weiter" };
        await (await service.Organiser.PutAsJsonAsync($"/drafts/{id}", new { plan, expectedVersion = 1 })).OkAsync();

        var again = await (await CopyAsync(id, template)).OkAsync();

        again.GetProperty("plan").GetProperty("title").GetString().ShouldBe("Schon weiter");
        await (await service.Organiser.PutAsJsonAsync($"/drafts/{id}/publication", new { version = 2 })).OkAsync();
        (await (await CopyAsync(id, template)).CodesAsync(HttpStatusCode.Conflict)).ShouldBe(["session-exists"]);
        (await service.Organiser.GetAsync($"/drafts/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Ten_times_at_once_it_makes_one_draft()
    {
        var (id, template) = (Guid.CreateVersion7(), await service.SessionAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => CopyAsync(id, template)));

        foreach (var answer in answers)
        {
            (await answer.OkAsync()).GetProperty("version").GetInt64().ShouldBe(1);
        }
    }

    [Fact]
    public async Task Organisers_alone_copy_and_only_what_there_is()
    {
        var template = await service.SessionAsync();

        (await (await CopyAsync(Guid.CreateVersion7(), Guid.NewGuid())).CodesAsync(HttpStatusCode.NotFound)).ShouldBe([
            "session-unknown",
        ]);
        (
            await service.Anonymous.PutAsJsonAsync($"/drafts/{Guid.NewGuid()}/copy", new { sessionId = template })
        ).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private Task<HttpResponseMessage> CopyAsync(Guid id, Guid template) =>
        service.Organiser.PutAsJsonAsync($"/drafts/{id}/copy", new { sessionId = template });
}
