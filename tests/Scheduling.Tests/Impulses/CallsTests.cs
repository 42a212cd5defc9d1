using System.Net;
using System.Text.Json;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Impulses;

public sealed class CallsTests(SchedulingFixture fixture)
{
    private readonly ServiceUnderTest<Program> service = fixture.Service;

    [Fact]
    public async Task A_call_is_open_for_everybody_until_the_end_of_its_last_day()
    {
        var id = await service.CallAsync(days: 1);

        (await OpenAsync(service)).ShouldContain(id);
        await using var dayAfter = await fixture.AheadAsync(TimeSpan.FromDays(3));
        (await OpenAsync(dayAfter)).ShouldNotContain(id);
    }

    [Fact]
    public async Task Sent_twice_it_is_told_once_and_each_change_once_more()
    {
        await using var told = await service.Listen<CallOpened>();
        var id = Guid.CreateVersion7();
        for (var times = 0; times < 2; times++)
        {
            await (await service.OpenAsync(id, "Wer zeigt was?", 14)).OkAsync();
        }

        var changed = await (await service.OpenAsync(id, "Wer zeigt uns was?", 21, expectedVersion: 1)).OkAsync();

        changed.GetProperty("version").GetInt64().ShouldBe(2);
        await told.Next(fact => fact.CallId == id && fact.Version == 2);
        told.Heard.Where(fact => fact.CallId == id).Select(fact => fact.Version).Order().ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Two_organisers_who_change_it_at_once_lose_nothing()
    {
        var id = await service.CallAsync();
        await (await service.OpenAsync(id, "Erste Fassung", 14, expectedVersion: 1)).OkAsync();

        (
            await (await service.OpenAsync(id, "Zweite Fassung", 14, expectedVersion: 1)).CodesAsync(
                HttpStatusCode.Conflict
            )
        ).ShouldBe(["call-changed-meanwhile"]);
    }

    [Fact]
    public async Task Yesterday_as_last_day_closes_it()
    {
        var id = await service.CallAsync();

        await (await service.OpenAsync(id, $"Aufruf {id:N}", -1, expectedVersion: 1)).OkAsync();

        (await OpenAsync(service)).ShouldNotContain(id);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(367)]
    public async Task A_last_day_long_ago_or_far_ahead_is_refused(int days) =>
        (
            await (await service.OpenAsync(Guid.CreateVersion7(), "Zu weit", days)).CodesAsync(
                HttpStatusCode.BadRequest
            )
        ).ShouldContain("endsOn:call-end-invalid");

    [Fact]
    public async Task A_session_that_is_only_a_draft_is_not_named()
    {
        (
            await (
                await service.OpenAsync(Guid.CreateVersion7(), "Für einen Entwurf", 14, session: Guid.CreateVersion7())
            ).CodesAsync(HttpStatusCode.BadRequest)
        ).ShouldContain("sessionId:session-unknown");

        var session = await service.SessionAsync();
        var call = await service.CallAsync(session: session);
        var shown = (await ListAsync(service)).Single(one => one.GetProperty("id").GetGuid() == call);
        shown.GetProperty("sessionId").GetGuid().ShouldBe(session);
    }

    private static async Task<IEnumerable<JsonElement>> ListAsync(ServiceUnderTest<Program> service) =>
        (await (await service.Anonymous.GetAsync("/calls")).OkAsync()).GetProperty("calls").EnumerateArray();

    private static async Task<IEnumerable<Guid>> OpenAsync(ServiceUnderTest<Program> service) =>
        (await ListAsync(service)).Select(call => call.GetProperty("id").GetGuid());
}
