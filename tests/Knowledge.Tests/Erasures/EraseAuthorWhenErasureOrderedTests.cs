using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging.Inbox;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Knowledge.Tests.Erasures;

public sealed class EraseAuthorWhenErasureOrderedTests(KnowledgeFixture knowledge)
{
    private readonly ServiceUnderTest<Program> service = knowledge.Service;

    [Fact]
    public async Task A_released_contribution_stays_under_the_partners_name_an_unreleased_one_goes_and_late_news_brings_nothing_back()
    {
        await using var completed = await service.Listen<ErasureCompleted>();
        var (session, member, erasure) = (Guid.NewGuid(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var client = await service.AttendeeAsync(session, member: member, name: "Testina Verschwunden");
        var (released, waiting) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await (await client.WriteAsync(released, session)).OkAsync();
        await (await client.WriteAsync(waiting, session)).OkAsync();
        await (await service.Organiser.PutAsJsonAsync($"/contributions/{released}/release", new { })).OkAsync();
        (await (await service.As(member, "bamberg").GetAsync("/me/data")).OkAsync())
            .GetRawText()
            .ShouldContain("Testina Verschwunden");

        var order = new ErasureOrdered("bamberg", erasure, member, ErasureCause.Requested, []);
        await service.Deliver(order);
        await service.Deliver(order);

        var first = await completed.Next(answer => answer.ErasureId == erasure);
        first.Owner.ShouldBe("knowledge");
        await Eventually.Holds(() => completed.Heard.Count(answer => answer.ErasureId == erasure).ShouldBe(2));
        completed
            .Heard.Where(answer => answer.ErasureId == erasure)
            .Select(answer => answer.Counts["contributions"])
            .Order()
            .ShouldBe([0, 2]);
        var shown = await (await service.Anonymous.GetAsync($"/contributions/{released}")).OkAsync();
        (shown.GetProperty("authorName").ValueKind, shown.GetProperty("partnerName").GetString()).ShouldBe(
            (JsonValueKind.Null, "Bamberg")
        );

        // Late news, and a link that is still valid.
        var late = Guid.NewGuid();
        await service.Deliver(
            new AttendanceRecorded("bamberg", member, session, 9, true, "Testina Verschwunden", "Bamberg"),
            late
        );
        await Eventually.Holds(async () =>
            (
                await QueryAsync(db => db.Set<InboxMessage>().AnyAsync(message => message.MessageId == late))
            ).ShouldBeTrue()
        );
        (await client.WriteAsync(Guid.CreateVersion7(), session)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PersonRowsAsync(member)).ShouldBe(0);
        (
            await service.Organiser.WriteAsync(released, session, body: "Umgeschrieben", kind: "Recap")
        ).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    private Task<int> PersonRowsAsync(Guid member) =>
        QueryAsync(async db =>
            await db.Contributions.CountAsync(c => c.AuthorName == "Testina Verschwunden")
            // The log of changes names ids for 30 days, whatever is erased.
            + (await PersonalDataExport.ExportAsync(db, member, CancellationToken.None))
                .Where(table => !table.Purpose.StartsWith("Protokoll", StringComparison.Ordinal))
                .Sum(table => table.Rows.GetArrayLength())
        );

    private async Task<T> QueryAsync<T>(Func<KnowledgeDbContext, Task<T>> query)
    {
        await using var scope = service.Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<KnowledgeDbContext>());
    }
}
