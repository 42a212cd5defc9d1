using System.Net;
using System.Net.Http.Json;
using Npgsql;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Scheduling;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Rights.Tests.Audit;

public sealed class RecordWhoChangesTests(Platform platform)
{
    [Fact]
    public async Task A_change_leaves_one_entry_and_the_same_again_none()
    {
        var session = Guid.CreateVersion7();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            (await platform.Scheduling.Organiser.PutAsJsonAsync($"/sessions/{session}", Plan())).StatusCode.ShouldBe(
                HttpStatusCode.OK
            );
        }

        var entry = (await EntriesAsync("scheduling", session)).ShouldHaveSingleItem();
        (entry.Operation, entry.TargetKind, entry.Role, entry.Via, entry.Outcome).ShouldBe(
            ("ScheduleSession", "session", "organiser", AuditEntry.Session, AuditEntry.Done)
        );
    }

    [Fact]
    public async Task What_was_not_valid_leaves_no_entry()
    {
        var session = Guid.CreateVersion7();
        (
            await platform.Scheduling.Organiser.PutAsJsonAsync($"/sessions/{session}", new { title = "" })
        ).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await EntriesAsync("scheduling", session)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_tried_what_is_not_allowed_is_recorded_and_nobody_is_not()
    {
        var session = Guid.CreateVersion7();
        await platform.At("scheduling", "member").PutAsJsonAsync($"/sessions/{session}", Plan());
        await platform.At("scheduling", Persons.Visitor).PutAsJsonAsync($"/sessions/{session}", Plan());
        await Eventually.Holds(async () =>
        {
            var entry = (await EntriesAsync("scheduling", session)).ShouldHaveSingleItem();
            (entry.Operation, entry.Role, entry.Outcome).ShouldBe(("ScheduleSession", "member", AuditEntry.Refused));
        });
    }

    [Fact]
    public async Task Who_acts_by_link_is_recorded_with_the_partner_that_vouched()
    {
        var answer = await platform
            .At("registration", Persons.SeatLink)
            .PutAsJsonAsync($"/sessions/{Platform.Known}/seat", new { answer = "Declined" });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var entry = (await EntriesAsync("registration", Platform.Known)).First(entry =>
            entry is { Outcome: AuditEntry.Done, Via: AuditEntry.Link }
        );
        (entry.Operation, entry.TargetKind, entry.Role, entry.Via, entry.ActorId, entry.Partner).ShouldBe(
            ("BookSeat", "seat", "member", AuditEntry.Link, Platform.Known, Platform.City)
        );
    }

    [Fact]
    public async Task Nothing_is_changed_that_cannot_be_recorded()
    {
        await using var service = await ServiceUnderTest<SchedulingDbContext>.StartAsync();
        await using (var database = NpgsqlDataSource.Create(service.Database))
        await using (var drop = database.CreateCommand("alter table audit_log rename to gone"))
        {
            await drop.ExecuteNonQueryAsync();
        }

        var session = Guid.CreateVersion7();
        (await service.Organiser.PutAsJsonAsync($"/sessions/{session}", Plan())).StatusCode.ShouldBe(
            HttpStatusCode.InternalServerError
        );
        (await service.Anonymous.GetAsync($"/sessions/{session}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    internal static object Plan() =>
        new
        {
            title = "Ein Titel, der nirgends steht",
            description = "Text",
            topics = new[] { "01993b00-0000-7000-8000-000000000001" },
            start = new DateTimeOffset(2099, 9, 15, 16, 0, 0, TimeSpan.Zero),
            timeZone = "Europe/Berlin",
            lengthMinutes = 120,
            form = "Online",
            capacityOnline = 10,
            onlineLink = "https://video.example/saal",
            programme = new[]
            {
                new
                {
                    kind = "Exchange",
                    title = "Austausch",
                    lengthMinutes = 60,
                },
            },
        };

    private async Task<IReadOnlyList<ListAudit.Entry>> EntriesAsync(string part, Guid target)
    {
        using var organiser = platform.At(part, "organiser");
        return (await organiser.GetFromJsonAsync<ListAudit.Response>($"/audit?target={target}"))!.Entries;
    }
}
