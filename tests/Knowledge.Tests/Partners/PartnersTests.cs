using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Knowledge.Tests.Partners;

/// <summary>Our copies of partners and their keys, whatever order the news comes in.</summary>
public sealed class PartnersTests(KnowledgeFixture fixture)
{
    private readonly string city = $"stadt-{Guid.NewGuid():N}"[..20];

    [Fact]
    public async Task Links_of_a_suspended_partner_are_refused_in_its_own_words_until_it_is_back_and_older_news_changes_nothing()
    {
        await fixture.Service.TrustAsync(city);
        await Change(3, PartnerState.Suspended, "Neuer Name");

        await Eventually.Holds(async () => (await Follow()).StatusCode.ShouldBe(HttpStatusCode.Forbidden));
        (await (await Follow()).Content.ReadAsStringAsync()).ShouldContain("partner-suspended");
        await Change(2, PartnerState.Connected, "Alter Name");
        await Change(4, PartnerState.Connected, "Neuester Name");

        await Eventually.Holds(async () => (await Follow()).StatusCode.ShouldBe(HttpStatusCode.OK));
        await using var scope = fixture.Service.Services.CreateAsyncScope();
        var kept = await scope
            .ServiceProvider.GetRequiredService<KnowledgeDbContext>()
            .Partners.SingleAsync(row => row.Key == city);
        (kept.Version, kept.Name).ShouldBe((4, "Neuester Name"));
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_also_when_its_acceptance_comes_later()
    {
        await fixture.Service.TrustAsync(city);
        var (key, early) = (fixture.Service.KeyOf(city), new PartnerSigner(city));

        await fixture.Service.Deliver(new PartnerKeyRevoked(city, key.KeyId));
        await fixture.Service.Deliver(new PartnerKeyRevoked(city, early.KeyId));
        await Eventually.Holds(async () => (await Keys()).ShouldBe(2));
        await fixture.Service.Deliver(new PartnerKeyAccepted(city, early.KeyId, early.PublicKey));
        var last = new PartnerSigner(city);
        await fixture.Service.Deliver(new PartnerKeyAccepted(city, last.KeyId, last.PublicKey));
        await Eventually.Holds(async () => (await Follow(last)).StatusCode.ShouldBe(HttpStatusCode.OK));

        (await Follow(key)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Follow(early)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private Task Change(long version, PartnerState state, string name) =>
        fixture.Service.Deliver(new PartnerChanged(city, version, name, state));

    private async Task<int> Keys()
    {
        await using var scope = fixture.Service.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<KnowledgeDbContext>()
            .PartnerKeys.CountAsync(row => row.Partner == city && row.Revoked);
    }

    private Task<HttpResponseMessage> Follow(PartnerSigner? key = null)
    {
        var session = Guid.CreateVersion7();
        var link = (key ?? fixture.Service.KeyOf(city)).Link(
            Guid.CreateVersion7(),
            session,
            PersonalLink.ContributionPurpose
        );
        return fixture.Service.WithToken(link).GetAsync($"/sessions/{session}/authorship");
    }
}
