using System.Net.Http.Json;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Rights.Tests.Audit;

public sealed class ListAuditTests(Platform platform)
{
    [Fact]
    public async Task Pages_lead_from_the_newest_entry_to_the_oldest_without_gaps()
    {
        var session = Guid.CreateVersion7();
        (
            await platform.Scheduling.Organiser.PutAsJsonAsync($"/sessions/{session}", RecordWhoChangesTests.Plan())
        ).EnsureSuccessStatusCode();
        (
            await platform.Scheduling.Organiser.PutAsJsonAsync(
                $"/sessions/{session}/cancellation",
                new { reason = "Hochwasser" }
            )
        ).EnsureSuccessStatusCode();

        var first = await PageAsync($"/audit?target={session}&limit=1");
        var second = await PageAsync($"/audit?target={session}&limit=1&before={first.Entries.Single().Id}");
        (first.More, second.More).ShouldBe((true, false));
        first
            .Entries.Concat(second.Entries)
            .Select(entry => entry.Operation)
            .ShouldBe(["CancelSession", "ScheduleSession"]);
        (await platform.Scheduling.Organiser.GetStringAsync($"/audit?target={session}")).ShouldNotContain("Hochwasser");
    }

    [Theory]
    [InlineData("/audit?limit=0", 1)]
    [InlineData("/audit?limit=-5", 1)]
    [InlineData("/audit?limit=100000", 100)]
    public async Task No_page_is_endless(string address, int most) =>
        (await PageAsync(address)).Entries.Count.ShouldBeLessThanOrEqualTo(most);

    private async Task<ListAudit.Response> PageAsync(string address) =>
        (await platform.Scheduling.Organiser.GetFromJsonAsync<ListAudit.Response>(address))!;
}
