using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging.Topology;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.Removals;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Removals;

/// <summary>
/// A partner leaves, from the typed key to the last queue; the other services and the partner answer as scripted here.
/// </summary>
public sealed class StartRemovalTests(RemovalFixture registration) : IClassFixture<RemovalFixture>
{
    private static readonly Dictionary<string, int> Nothing = [];
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task A_partner_leaves_with_all_that_was_its_and_the_statement_says_what_was_deleted()
    {
        var partner = await NewPartner();
        await using var ordered = await service.Listen<PartnerRemovalOrdered>();
        await using var erased = await service.Listen<ErasureOrdered>();
        await using var changed = await service.Listen<PartnerChanged>();
        await using var atPartner = await service.ListenAt<PartnerRemoved>(partner);
        await using var atNeighbour = await service.ListenAt<SeatBooked>(Bamberg);
        var members = await registration.GivenMembers(12, partner);
        var neighbour = await registration.GivenMember();
        var (past, coming) = (
            await registration.GivenSession(startsInHours: -1),
            await registration.GivenSession(onSite: 1)
        );
        await registration.Book(past, members[0], "OnSite", partner: partner);
        (
            await service.Organiser.PutAsJsonAsync($"/sessions/{past}/attendance/{members[0]}", new { attended = true })
        ).EnsureSuccessStatusCode();
        await registration.Book(coming, members[1], "OnSite", needs: "Rampe", partner: partner);
        await registration.Book(coming, neighbour, "OnSite");
        await GivenSignIn(members[2], partner);

        var export = await service.Organiser.GetStringAsync($"/partners/{partner}/export");
        export.ShouldContain(members[11].ToString());
        export.ShouldContain(service.KeyOf(partner).KeyId);
        export.ShouldNotContain("Rampe");

        var id = (await StartAsync(partner))["id"]!.GetValue<Guid>();
        (await StartAsync(partner))["id"]!.GetValue<Guid>().ShouldBe(id, "asked again it is the same");
        (
            await registration.Query(db => db.DeviceSessions.AnyAsync(row => row.AccountId == members[2]))
        ).ShouldBeFalse();
        await registration.Say(partner, new MemberEnrolled(partner, Guid.CreateVersion7(), 1, "Zu Spät"));

        // The seat goes to whoever waits, long before the end.
        (await atNeighbour.Next(seat => seat.MemberId == neighbour && seat.Version == 2)).Cause.ShouldBe(
            SeatBookedCause.Promoted
        );
        foreach (var member in members)
        {
            var order = await erased.Next(heard => heard.MemberId == member);
            await service.Deliver(new ErasureCompleted(order.ErasureId, "scheduling", Nothing));
            await service.Deliver(
                new ErasureCompleted(
                    order.ErasureId,
                    "knowledge",
                    new Dictionary<string, int> { ["contributions"] = 1 }
                )
            );
        }

        (await ordered.Next(heard => heard.RemovalId == id)).Partner.ShouldBe(partner);
        // Twice, in any order, and from nobody who was not asked.
        await service.Deliver(
            new PartnerRemovalCompleted(id, "knowledge", new Dictionary<string, int> { ["partner_keys"] = 1 })
        );
        await Eventually.Holds(async () =>
            (await PartsAsync(partner))
                .Single(part => part.Text("owner") == "knowledge")
                .Text("completedAt")
                .ShouldNotBeEmpty()
        );
        await service.Deliver(
            new PartnerRemovalCompleted(id, "knowledge", new Dictionary<string, int> { ["partner_keys"] = 9 })
        );
        await service.Deliver(new PartnerRemovalCompleted(id, "broker", Nothing));
        await registration.Say(partner, new PartnerRemovalNoted(partner, id));
        (await PartsAsync(partner))
            .Single(part => part.Text("owner") == "notification")
            .Text("completedAt")
            .ShouldBeEmpty("it cannot be ahead of its message");
        await service.Deliver(new PartnerRemovalCompleted(id, "scheduling", Nothing));
        await atPartner.Next(heard => heard.RemovalId == id);
        await registration.Say(Kaiserslautern, new PartnerRemovalNoted(Kaiserslautern, id));
        (await registration.Query(db => db.PartnerKeys.AnyAsync(key => key.Partner == partner))).ShouldBeTrue(
            "keys go last"
        );
        await registration.Say(partner, new PartnerRemovalNoted(partner, id));

        await Eventually.Holds(async () =>
            (await service.Organiser.GetFromJsonAsync<JsonNode>($"/partners/{partner}/removal"))!
                .Text("completedAt")
                .ShouldNotBeEmpty()
        );
        (await changed.Next(fact => fact.Partner == partner && fact.State == PartnerState.Left)).Name.ShouldBe(
            $"Stadt {partner}"
        );
        var statement = (await service.Organiser.GetFromJsonAsync<JsonNode>($"/partners/{partner}/removal"))!;
        statement["members"]!.GetValue<int>().ShouldBe(12);
        var parts = (await PartsAsync(partner)).ToDictionary(part => part.Text("owner")!, part => part["counts"]!);
        parts["registration"]["members"]!.GetValue<int>().ShouldBe(12);
        parts["registration"]["seats"]!.GetValue<int>().ShouldBe(2);
        (
            parts["knowledge"]["contributions"]!.GetValue<int>(),
            parts["knowledge"]["partner_keys"]!.GetValue<int>()
        ).ShouldBe((12, 1));
        parts["broker"]["partner_keys"]!.GetValue<int>().ShouldBe(1);
        statement.ToJsonString().ShouldNotContain("Mitglied");

        await NothingIsLeftAsync(partner, members);
        (
            await registration.Query(db =>
                db.Set<Registration.Attendance.AnonymousAttendance>().SingleAsync(row => row.SessionId == past)
            )
        ).Attended.ShouldBe(1);
    }

    [Fact]
    public async Task A_partner_that_never_answers_leaves_when_its_time_is_over_and_open_erasures_end_as_unconfirmed()
    {
        var settings = service.Settings.ToDictionary();
        settings["Removal:WaitDays"] = "0";
        var partner = await NewPartner();
        var members = await registration.GivenMembers(2, partner);
        using (var asking = service.As(members[0], partner))
        {
            (
                await asking.PostAsJsonAsync("/me/erasure", new { statusCode = $"{Guid.NewGuid():N}" })
            ).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }

        await using var erased = await service.Listen<ErasureOrdered>();
        await using var ordered = await service.Listen<PartnerRemovalOrdered>();
        var removal = (await StartAsync(partner))["id"]!.GetValue<Guid>();
        // Killed between two steps: another replica, which waits for nobody, goes on.
        await using var impatient = await ServiceUnderTest<Program>.StartAsync(settings);

        var order = await erased.Next(heard => heard.MemberId == members[1]);
        foreach (var owner in (string[])["scheduling", "knowledge"])
        {
            await service.Deliver(new ErasureCompleted(order.ErasureId, owner, Nothing));
        }

        await ordered.Next(heard => heard.RemovalId == removal);
        foreach (var owner in (string[])["scheduling", "knowledge"])
        {
            await service.Deliver(new PartnerRemovalCompleted(removal, owner, Nothing));
        }

        await Eventually.Holds(async () =>
            (await service.Organiser.GetFromJsonAsync<JsonNode>($"/partners/{partner}/removal"))!
                .Text("completedAt")
                .ShouldNotBeEmpty()
        );
        var statement = (await service.Organiser.GetFromJsonAsync<JsonNode>($"/partners/{partner}/removal"))!;
        statement["unconfirmedErasures"]!.GetValue<int>().ShouldBe(1);
        (await PartsAsync(partner))
            .Single(part => part.Text("owner") == "notification")
            .Text("completedAt")
            .ShouldBeEmpty();
        await NothingIsLeftAsync(partner, members);
        await registration.Say(partner, new MemberErased(partner, Guid.NewGuid(), Nothing));
        await registration.Say(partner, new MemberEnrolled(partner, members[0], 9, "Wieder Da"));
        (await registration.Query(db => db.Members.AnyAsync(member => member.Partner == partner))).ShouldBeFalse();
    }

    [Fact]
    public async Task Leaving_needs_the_key_typed_an_organiser_and_somebody_who_stays()
    {
        var partner = await NewPartner();
        var wrong = await service.Organiser.PutAsJsonAsync($"/partners/{partner}/removal", new { confirmation = "ja" });
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("confirmation");
        (await CodeAsync("stadtgespraeche")).ShouldBe("partner-is-the-hub");
        (await CodeAsync("gibt-es-nicht")).ShouldBe("partner-unknown");
        using (var coordinator = service.As(Guid.NewGuid(), partner, $"coordinator:{partner}"))
        {
            (
                await coordinator.PutAsJsonAsync($"/partners/{partner}/removal", new { confirmation = partner })
            ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        var only = await registration.GivenMember(partner);
        await registration.Query(async db =>
        {
            db.Accounts.Add(
                new Account
                {
                    Id = only,
                    CreatedAt = TimeProvider.System.GetUtcNow(),
                    SecurityStamp = "x",
                }
            );
            db.AccountRoles.Add(new AccountRole { AccountId = only, Role = AccountRole.Operator });
            return await db.SaveChangesAsync();
        });
        (await CodeAsync(partner)).ShouldBe("last-of-role");
        (await registration.Query(db => db.Partners.SingleAsync(row => row.Key == partner))).State.ShouldBe(
            PartnerState.Connected
        );
    }

    [Fact]
    public async Task Every_table_that_carries_a_partners_key_is_deleted_or_kept_on_purpose() =>
        await registration.Query(db =>
        {
            PartnerData
                .Of(db)
                .Select(table => table.Name)
                .Except([
                    "account_roles",
                    "applications",
                    "city_logins",
                    "invitations",
                    "partner_encryption_keys",
                    "partner_keys",
                    "partner_legal_pages",
                    "passed_requests",
                    "pending_partner_keys",
                    "seats",
                    "sign_in_requests",
                ])
                .Except(
                    PartnerData
                        .Of(db)
                        .Where(table => RemovePartner.Kept.Contains(table.Type))
                        .Select(table => table.Name)
                )
                .ShouldBeEmpty("decide whether it goes with the partner, and say so here or in RemovePartner.Kept");
            return Task.FromResult(true);
        });

    private async Task NothingIsLeftAsync(string partner, Guid[] members)
    {
        await registration.Query(async db =>
        {
            // Deleting again finds nothing.
            (await PartnerData.DeleteAsync(db, partner, RemovePartner.Kept, CancellationToken.None)).ShouldAllBe(
                table => table.Value == 0
            );
            (await db.Members.CountAsync(member => member.Partner == partner)).ShouldBe(0);
            (await db.Erasures.CountAsync(erasure => erasure.Partner == partner && erasure.MemberId != null)).ShouldBe(
                0
            );
            foreach (var member in members)
            {
                (await PersonalDataExport.ExportAsync(db, member, CancellationToken.None))
                    .Where(table => !table.Purpose.StartsWith("Protokoll", StringComparison.Ordinal))
                    .ShouldBeEmpty();
            }

            return true;
        });
        var host = service.Broker.AbsolutePath.Trim('/');
        (
            await TestServers.Management.GetAsync($"api/queues/{host}/{PartnerTopology.Queue(partner)}")
        ).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (
            await TestServers.Management.GetAsync($"api/exchanges/{host}/{PartnerTopology.FromExchange(partner)}")
        ).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<string?> CodeAsync(string partner)
    {
        var answer = await service.Organiser.PutAsJsonAsync(
            $"/partners/{partner}/removal",
            new { confirmation = partner }
        );
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!.Text("code");
    }

    private async Task<JsonNode> StartAsync(string partner)
    {
        var answer = await service.Organiser.PutAsJsonAsync(
            $"/partners/{partner}/removal",
            new { confirmation = partner }
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private async Task<List<JsonNode>> PartsAsync(string partner) =>
        [
            .. (await service.Organiser.GetFromJsonAsync<JsonNode>($"/partners/{partner}/removal"))!["parts"]!
                .AsArray()
                .Select(part => part!),
        ];

    private Task<int> GivenSignIn(Guid member, string partner) =>
        registration.Query(async db =>
        {
            var now = TimeProvider.System.GetUtcNow();
            db.Accounts.Add(
                new Account
                {
                    Id = member,
                    CreatedAt = now,
                    SecurityStamp = "x",
                }
            );
            db.AccountRoles.Add(
                new AccountRole
                {
                    AccountId = member,
                    Role = AccountRole.Coordinator,
                    Partner = partner,
                }
            );
            db.DeviceSessions.Add(
                new DeviceSession
                {
                    Id = Guid.NewGuid(),
                    AccountId = member,
                    Method = "mail",
                    Device = "Firefox",
                    CreatedAt = now,
                    LastUsedAt = now,
                }
            );
            return await db.SaveChangesAsync();
        });

    private async Task<string> NewPartner()
    {
        var key = $"geht-{Guid.NewGuid():N}"[..20];
        await registration.GivenPartner(key);
        await registration.GivenKey(key);
        return key;
    }
}

/// <summary>
/// A Registration of its own that may administer the broker, for it brings back every partner's narrow rights when it
/// starts.
/// </summary>
public sealed class RemovalFixture : RegistrationFixture
{
    protected override IReadOnlyDictionary<string, string> OwnSettings =>
        new Dictionary<string, string>
        {
            ["Broker:Management"] = Environment.GetEnvironmentVariable("STADTGESPRAECHE_TEST_RABBITMQ_MANAGEMENT")!,
        };
}
