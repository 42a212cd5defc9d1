using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Knowledge.Removals;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Knowledge.Tests.Removals;

public sealed class RemovePartnerWhenPartnerRemovalOrderedTests(KnowledgeFixture knowledge)
{
    private readonly ServiceUnderTest<Program> service = knowledge.Service;

    [Fact]
    public async Task What_a_partner_wrote_can_be_taken_along_and_what_carries_its_key_goes()
    {
        await using var completed = await service.Listen<PartnerRemovalCompleted>();
        var (partner, session, removal) = ($"geht-{Guid.NewGuid():N}"[..20], Guid.NewGuid(), Guid.CreateVersion7());
        await service.TrustAsync(partner);
        var client = await service.AttendeeAsync(session, partner, name: "Testina Schreibt");
        await (await client.WriteAsync(Guid.CreateVersion7(), session, "Was bleibt")).OkAsync();

        var export = (await (await service.Organiser.GetAsync($"/partners/{partner}/export")).OkAsync()).GetRawText();
        export.ShouldContain("Was bleibt");
        export.ShouldContain("Testina Schreibt");
        export.ShouldNotContain("search_body", Case.Sensitive);
        (
            await service.As(Guid.NewGuid(), partner, $"coordinator:{partner}").GetAsync($"/partners/{partner}/export")
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await service.Deliver(new PartnerRemovalOrdered(partner, removal));
        await service.Deliver(new PartnerRemovalOrdered(partner, removal));

        await Eventually.Holds(() => completed.Heard.Count(answer => answer.RemovalId == removal).ShouldBe(2));
        completed
            .Heard.Where(answer => answer.RemovalId == removal)
            .Select(answer => answer.Counts["partner_keys"])
            .Order()
            .ShouldBe([0, 1]);
        completed.Heard.ShouldAllBe(answer => answer.Owner == "knowledge");
        await using var scope = service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KnowledgeDbContext>();
        (
            await PartnerData.DeleteAsync(
                db,
                partner,
                RemovePartnerWhenPartnerRemovalOrdered.Kept,
                CancellationToken.None
            )
        ).ShouldAllBe(table => table.Value == 0);
    }
}
