using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging.Inbox;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.MembershipRequests;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Erasures;

/// <summary>
/// The city comes last: it tells the member what was erased, and then forgets the member and the address.
/// </summary>
public sealed class EraseWhenErasureOrderedTests
{
    private static readonly ErasedPart[] Done =
    [
        new("registration", new Dictionary<string, int> { ["seats"] = 4 }),
        new("knowledge", new Dictionary<string, int>()),
    ];

    [Fact]
    public async Task The_member_gets_a_final_statement_and_only_then_the_address_goes()
    {
        await using var city = await City.StartAsync(timeoutSeconds: 120);
        await using var erased = await city.Service.ListenFrom<MemberErased>(City.Key);
        var (member, address) = await city.Member();
        var server = new TaskCompletionSource();
        city.Mails.OnMail = async (_, cancellationToken) =>
        {
            await server.Task.WaitAsync(cancellationToken);
            return null;
        };
        var order = Order(member);
        await city.Hear(order);
        await city.Hear(order);

        await Eventually.Holds(async () =>
            (await city.MailsOf(member)).ShouldHaveSingleItem().Status.ShouldBe(MailStatus.Sending)
        );
        // The clock's turns go on while the mail is under way.
        for (var turn = 0; turn < 2; turn++)
        {
            var seen = await LastSeenAsync(city);
            await Eventually.Holds(async () => (await LastSeenAsync(city)).ShouldBeGreaterThan(seen));
        }

        (await city.Query(db => db.Members.AnyAsync(row => row.Email == address))).ShouldBeTrue();
        erased.Heard.ShouldBeEmpty();
        server.SetResult();

        (await erased.Next(_ => true)).ErasureId.ShouldBe(order.ErasureId);
        var mail = city.Mails.To(address).ShouldHaveSingleItem();
        mail.Subject!.ShouldContain("gelöscht");
        mail.TextBody!.ShouldContain("4 Einträge");
        (await RowsAsync(city, member, address)).ShouldBe(0);

        // Asked once more, for instance because the answer was lost.
        await city.Hear(order);
        await Eventually.Holds(() => erased.Heard.Count.ShouldBe(2));
        erased.Heard.ShouldAllBe(answer => answer.Counts["members"] == 1);
    }

    [Fact]
    public async Task Late_messages_bring_nothing_back_and_neither_does_the_next_import()
    {
        await using var city = await City.StartAsync();
        await using var erased = await city.Service.ListenFrom<MemberErased>(City.Key);
        var (member, address) = await city.Member();
        var reference = address.Split('@')[0];
        await city.Hear(Order(member));
        await erased.Next(_ => true);

        var session = city.Session();
        var late = new object[]
        {
            session,
            new MemberAccepted(
                City.Key,
                member,
                5,
                "Testina Musterfrau",
                [new DeliveredMail(session.SessionId, Invitation.Kind, 0)]
            ),
            new SeatBooked(
                City.Key,
                member,
                session.SessionId,
                3,
                SeatForm.OnSite,
                null,
                null,
                null,
                SeatBookedCause.Booked
            ),
            new SeatReleased(City.Key, member, session.SessionId, 4, true, SeatReleasedCause.Cancelled),
            new AttendanceRecorded(
                City.Key,
                member,
                session.SessionId,
                1,
                true,
                "Testina Musterfrau",
                "Kaiserslautern"
            ),
            new MemberDeparted(City.Key, member, 6),
            new DataExportRequested(City.Key, member, Guid.NewGuid()),
        };
        foreach (var message in late)
        {
            var id = Guid.NewGuid();
            await city.Hear(message, id);
            await Eventually.Holds(async () =>
                (await city.Query(db => db.Set<InboxMessage>().AnyAsync(row => row.MessageId == id))).ShouldBeTrue()
            );
        }

        // By the Kennung with a new address, and by the address under a new Kennung.
        foreach (
            var line in new[]
            {
                $"{reference};Testina;Musterfrau;neu-{address}",
                $"neu;Testina;Musterfrau;{address.ToUpperInvariant()}",
            }
        )
        {
            var report = await city.Import($"Kennung;Vorname;Nachname;E-Mail\n{line}");
            (report.Added, report.Erased).ShouldBe((0, 1));
        }

        (await RowsAsync(city, member, address)).ShouldBe(0);
        city.Mails.To(address).Count().ShouldBe(1);
    }

    [Fact]
    public async Task After_a_mandates_end_the_person_may_come_back_with_a_new_mandate()
    {
        await using var city = await City.StartAsync();
        await using var erased = await city.Service.ListenFrom<MemberErased>(City.Key);
        var (member, address) = await city.Member();
        await city.Hear(Order(member) with { Cause = ErasureCause.MandateEnded });
        await erased.Next(_ => true);

        var report = await city.Import(
            $"Kennung;Vorname;Nachname;E-Mail\n{address.Split('@')[0]};Testina;Musterfrau;{address}"
        );

        (report.Added, report.Erased).ShouldBe((1, 0));
        (
            await city.Enrolled.Next(word => word.MemberId != member && word.DisplayName == "Testina Musterfrau")
        ).Version.ShouldBe(1);
    }

    [Fact]
    public async Task What_came_from_the_members_address_before_is_exported_and_erased_with_it()
    {
        await using var city = await City.StartAsync();
        await using var erased = await city.Service.ListenFrom<MemberErased>(City.Key);
        var (member, address) = await city.Member();
        var refused = new MembershipRequest
        {
            Id = Guid.CreateVersion7(),
            FirstName = "Testina",
            LastName = "Vorher",
            Faction = "Freie Mäuse",
            Email = address,
            State = RequestState.Refused,
            ReceivedAt = city.Clock.GetUtcNow().AddDays(-9),
            DecidedAt = city.Clock.GetUtcNow().AddDays(-8),
            Reason = "Noch nicht gewählt.",
        };
        await city.Query(async db =>
        {
            db.Add(refused);
            db.Add(
                new Mail
                {
                    Id = Guid.CreateVersion7(),
                    MemberId = refused.Id,
                    SessionId = refused.Id,
                    Kind = MembershipRefused.Kind,
                    Status = MailStatus.Sent,
                    Reported = true,
                    CreatedAt = refused.ReceivedAt,
                    Due = refused.ReceivedAt,
                }
            );
            return await db.SaveChangesAsync();
        });
        (await city.Query(db => RequestsOfMember.ExportAsync(db, member, CancellationToken.None)))!
            .Rows[0]
            .GetProperty("faction")
            .GetString()
            .ShouldBe("Freie Mäuse");

        await city.Hear(Order(member));

        var counts = (await erased.Next(_ => true)).Counts;
        counts["membership_requests"].ShouldBe(1);
        (await city.Query(db => db.MembershipRequests.AnyAsync())).ShouldBeFalse();
        (await city.MailsOf(refused.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whom_the_city_does_not_know_is_answered_at_once()
    {
        await using var city = await City.StartAsync();
        await using var erased = await city.Service.ListenFrom<MemberErased>(City.Key);
        var order = Order(Guid.CreateVersion7());
        await city.Hear(order);
        (await erased.Next(_ => true)).ErasureId.ShouldBe(order.ErasureId);
    }

    [Fact]
    public async Task A_killed_city_goes_on_where_it_was_and_erases_although_the_address_does_not_exist()
    {
        await using var city = await City.StartAsync();
        await using var erased = await city.Service.ListenFrom<MemberErased>(City.Key);
        var (member, address) = await city.Member();
        var refused = new TaskCompletionSource();
        city.Mails.OnRecipient = recipient =>
        {
            refused.TrySetResult();
            return $"550 5.1.1 <{recipient}> unknown";
        };
        await city.Service.DisposeAsync();
        var order = Order(member);
        await city.Hear(order);

        // Once while it takes the order, and once when the statement has just been refused.
        await using (
            var row = await HeldRows.HoldAsync(
                city.Service.Database,
                $"select from members where id = '{member}' for update"
            )
        )
        await using (var doomed = Killable.Start("Notification", city.Service.Settings))
        {
            await row.SomebodyWaitsAsync();
            await doomed.KillAsync();
        }

        await using (var doomed = Killable.Start("Notification", city.Service.Settings))
        {
            await refused.Task.WaitAsync(TimeSpan.FromMinutes(3));
            await doomed.KillAsync();
        }

        await city.RestartAsync();
        (await erased.Next(answer => answer.ErasureId == order.ErasureId)).Counts["members"].ShouldBe(1);
        (await RowsAsync(city, member, address)).ShouldBe(0);
    }

    private static Task<DateTimeOffset> LastSeenAsync(City city) =>
        city.Query(db => db.Installations.Select(row => row.LastSeen).SingleAsync());

    private static ErasureOrdered Order(Guid member) =>
        new(City.Key, Guid.CreateVersion7(), member, ErasureCause.Requested, Done);

    private static Task<int> RowsAsync(City city, Guid member, string address) =>
        city.Query(async db =>
            await db.Members.CountAsync(row => row.Email == address)
            + (await PersonalDataExport.ExportAsync(db, member, CancellationToken.None)).Sum(table =>
                table.Rows.GetArrayLength()
            )
        );
}
