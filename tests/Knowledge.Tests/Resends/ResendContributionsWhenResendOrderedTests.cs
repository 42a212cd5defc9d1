using Stadtgespraeche.Contracts.Knowledge;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Knowledge.Tests.Resends;

public sealed class ResendContributionsWhenResendOrderedTests
{
    [Fact]
    public async Task A_partner_that_asks_gets_what_was_published_lately_and_its_number()
    {
        await using var before = await ServiceUnderTest<Program>.StartAsync(time: new LongAgo());
        await before.RecapAsync("Alt", "Vor 70 Tagen veröffentlicht.");
        await before.DisposeAsync();
        await using var service = await ServiceUnderTest<Program>.StartAsync(before.Settings);
        await service.TrustAsync("bamberg");
        var recap = await service.RecapAsync("Neu", "Heute veröffentlicht.");
        var session = Guid.CreateVersion7();
        await (await (await service.AttendeeAsync(session)).WriteAsync(Guid.NewGuid(), session)).OkAsync();
        await using var published = await service.ListenAt<ContributionPublished>("bamberg");
        await using var completed = await service.ListenAt<ResendCompleted>("bamberg");
        var resend = Guid.NewGuid();

        await service.Deliver(new ResendOrdered("bamberg", resend));

        var end = await completed.Next(fact => fact.Resend == resend);
        (end.Owner, end.Facts).ShouldBe(("knowledge", 1));
        (await published.Next(fact => fact.ContributionId == recap)).Resend.ShouldBe(resend);
        published.Heard.Count.ShouldBe(1);
    }

    private sealed class LongAgo : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddDays(-70);
    }
}
