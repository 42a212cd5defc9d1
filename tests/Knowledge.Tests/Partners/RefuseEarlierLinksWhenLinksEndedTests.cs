using System.Net;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Knowledge.Tests.Partners;

public sealed class RefuseEarlierLinksWhenLinksEndedTests(KnowledgeFixture fixture)
{
    [Fact]
    public async Task The_latest_moment_counts_in_whatever_order_it_comes()
    {
        var (member, session, now) = (Guid.CreateVersion7(), Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
        (await Status(member, session, now.AddHours(-3))).ShouldBe(HttpStatusCode.OK);

        await fixture.Service.Deliver(new LinksEnded(member, now.AddHours(-1)));
        await Eventually.Holds(async () =>
            (await Status(member, session, now.AddHours(-2))).ShouldBe(HttpStatusCode.Unauthorized)
        );
        await fixture.Service.Deliver(new LinksEnded(member, now.AddHours(-9)));
        var other = Guid.CreateVersion7();
        await fixture.Service.Deliver(new LinksEnded(other, now));
        await Eventually.Holds(async () =>
            (await Status(other, session, now.AddHours(-2))).ShouldBe(HttpStatusCode.Unauthorized)
        );

        (await Status(member, session, now.AddHours(-2))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(member, session, null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(member, session, now)).ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> Status(Guid member, Guid session, DateTimeOffset? issued)
    {
        var link = fixture
            .Service.KeyOf("bamberg")
            .Link(member, session, PersonalLink.ContributionPurpose, issued: issued);
        return (await fixture.Service.WithToken(link).GetAsync($"/sessions/{session}/authorship")).StatusCode;
    }
}
