using System.Net;
using Stadtgespraeche.Contracts.Scheduling;

namespace Stadtgespraeche.Scheduling.Tests.Sessions;

public sealed class CancelSessionTests(SchedulingFixture fixture)
{
    [Fact]
    public async Task Calling_off_is_published_with_its_reason_and_stays_visible()
    {
        await using var cancelled = await fixture.Service.Listen<SessionCancelled>();
        var id = await fixture.Service.SessionAsync();

        await (await fixture.Service.CancelAsync(id)).OkAsync();

        var fact = await cancelled.Next(session => session.SessionId == id);
        (fact.Version, fact.Reason, fact.LengthMinutes).ShouldBe((2, "Der Saal steht unter Wasser.", 120));
        var session = await (await fixture.Service.Anonymous.GetAsync($"/sessions/{id}")).OkAsync();
        session.GetProperty("status").GetString().ShouldBe("Cancelled");
        session.GetProperty("cancellationReason").GetString().ShouldBe("Der Saal steht unter Wasser.");
    }

    [Fact]
    public async Task Calling_off_twice_for_the_same_reason_happens_once()
    {
        var id = await fixture.Service.SessionAsync();
        await (await fixture.Service.CancelAsync(id)).OkAsync();

        (await (await fixture.Service.CancelAsync(id)).OkAsync()).GetProperty("version").GetInt64().ShouldBe(2);
        (
            await (await fixture.Service.CancelAsync(id, "Doch etwas anderes")).CodesAsync(HttpStatusCode.Conflict)
        ).ShouldBe(["session-cancelled"]);
    }

    [Fact]
    public async Task What_was_called_off_is_not_changed_any_more_not_even_back()
    {
        var id = await fixture.Service.SessionAsync();
        await (await fixture.Service.CancelAsync(id)).OkAsync();

        (await (await fixture.Service.PutAsync(id, Given.Plan())).CodesAsync(HttpStatusCode.Conflict)).ShouldBe([
            "session-cancelled",
        ]);
    }

    [Theory]
    [InlineData("", "reason-missing")]
    [InlineData("<i>so halt</i>", "text-contains-html")]
    public async Task A_reason_is_plain_text(string reason, string code)
    {
        var id = await fixture.Service.SessionAsync();

        (await (await fixture.Service.CancelAsync(id, reason)).CodesAsync(HttpStatusCode.BadRequest)).ShouldBe([
            "fields-invalid",
            $"reason:{code}",
        ]);
    }

    [Fact]
    public async Task A_session_that_nobody_announced_cannot_be_called_off() =>
        (await (await fixture.Service.CancelAsync(Guid.NewGuid())).CodesAsync(HttpStatusCode.NotFound)).ShouldBe([
            "session-unknown",
        ]);
}
