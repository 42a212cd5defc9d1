using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Scheduling.Tests.Resends;

public sealed class ResendSessionsWhenResendOrderedTests
{
    [Fact]
    public async Task A_partner_that_asks_gets_all_sessions_of_the_present_and_the_last_60_days_and_their_number()
    {
        await using var service = await ServiceUnderTest<Program>.StartAsync();
        var coming = await service.SessionAsync();
        var cancelled = await service.SessionAsync();
        await (await service.CancelAsync(cancelled)).OkAsync();
        var recent = await service.SessionAsync(
            Given.Plan() with
            {
                LocalStart = Given.InBerlin(days: -30),
                Held = true,
            }
        );
        await service.SessionAsync(Given.Plan() with { LocalStart = Given.InBerlin(days: -62), Held = true });
        await using var scheduled = await service.ListenAt<SessionScheduled>("bamberg");
        await using var ends = await service.ListenAt<SessionCancelled>("bamberg");
        await using var completed = await service.ListenAt<ResendCompleted>("bamberg");
        await using var others = await service.ListenAt<SessionScheduled>("kaiserslautern");
        var resend = Guid.NewGuid();

        await service.Deliver(new ResendOrdered("bamberg", resend));

        var end = await completed.Next(fact => fact.Resend == resend);
        (end.Partner, end.Owner, end.Facts).ShouldBe(("bamberg", "scheduling", 3));
        (await scheduled.Next(fact => fact.SessionId == coming)).Resend.ShouldBe(resend);
        (await scheduled.Next(fact => fact.SessionId == recent)).Resend.ShouldBe(resend);
        (await ends.Next(fact => fact.SessionId == cancelled)).Version.ShouldBe(2);
        scheduled.Heard.Count.ShouldBe(2);
        others.Heard.ShouldBeEmpty();
    }
}
