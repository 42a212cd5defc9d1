using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Resends;

/// <summary>
/// A city that put back a real dump of its database: whom the hub no longer names is not mailed until the hub has said
/// why.
/// </summary>
public sealed class FinishResendTests
{
    [Fact]
    public async Task Whom_an_old_backup_brings_back_after_the_erasure_is_erased_again_without_a_second_mail()
    {
        await using var city = await City.StartAsync();
        var (staying, stayingAddress) = await city.Member("Testina Bleibt");
        var (leaving, leavingAddress) = await city.Member("Testina Gegangen");
        var session = city.Session();
        await city.Hear(session);
        await Eventually.Holds(() => city.Mails.Taken.Count.ShouldBe(2));
        await Eventually.Holds(() => city.Reported.Heard.Count.ShouldBe(2));
        using var backup = await Backup.TakeAsync(city.Service.Database);

        // After the backup one of the two was erased, with a final statement.
        var order = new ErasureOrdered(City.Key, Guid.CreateVersion7(), leaving, ErasureCause.Requested, []);
        await using (var erased = await city.Service.ListenFrom<MemberErased>(City.Key))
        {
            await city.Hear(order);
            await erased.Next(_ => true);
        }

        await Eventually.Holds(() => city.Mails.To(leavingAddress).Count().ShouldBe(2));
        await using var again = await city.Service.ListenFrom<MemberErased>(City.Key);
        await city.RestartAsync(
            new Dictionary<string, string> { ["ConnectionStrings:database"] = await backup.RestoreAsync() }
        );
        (await city.Query(db => db.Members.AnyAsync(member => member.Email == leavingAddress))).ShouldBeTrue(
            "the backup brought the address back"
        );
        var resend = (await city.ResendRequests.Next(request => city.ResendRequests.Heard[0] != request)).Resend;

        // A session that everybody would be invited to comes before the hub has said all that it knows, and stays ahead
        // of its answer.
        var news = city.Session();
        await city.CompleteResend(resend, registration: 1, scheduling: 2);
        await city.Hear(session with { Resend = resend });
        await city.Hear(news with { Resend = resend });
        await city.Hear(
            new MemberAccepted(
                City.Key,
                staying,
                1,
                "Testina Bleibt",
                [new(session.SessionId, Invitation.Kind, 0)],
                resend
            )
        );
        var word = await city.Enrolled.Next(enrolled => enrolled.MemberId == leaving && enrolled.Version > 1);
        await Eventually.Holds(() => city.Mails.To(stayingAddress).Count().ShouldBe(2));
        await Eventually.Holds(async () => (await city.MailsOf(leaving)).ShouldAllBe(mail => mail.FinishedAt != null));
        city.Mails.To(leavingAddress)
            .Count()
            .ShouldBe(2, "until the hub has answered, nobody knows whether the person is to be mailed");

        await city.Hear(order with { Again = true });

        (await again.Next(answer => answer.ErasureId == order.ErasureId)).Counts["members"].ShouldBe(1);
        word.DisplayName.ShouldBe("Testina Gegangen");
        (await city.Query(db => db.Members.AnyAsync(member => member.Email == leavingAddress))).ShouldBeFalse();
        (await city.MailsOf(leaving)).ShouldBeEmpty();
        var report = await city.Import(
            $"Kennung;Vorname;Nachname;E-Mail\n{leavingAddress.Split('@')[0]};Testina;Gegangen;{leavingAddress}"
        );
        (report.Added, report.Erased).ShouldBe(
            (0, 1),
            "the mark that keeps the person out of the next file is there again"
        );
        city.Mails.To(leavingAddress).Count().ShouldBe(2);
        city.Mails.To(stayingAddress).Count().ShouldBe(2);
        city.Enrolled.Heard.ShouldNotContain(
            enrolled => enrolled.MemberId == staying && enrolled.Version > 1,
            "the hub named this one"
        );
    }

    [Fact]
    public async Task A_final_statement_that_was_under_way_in_the_backup_goes_out_no_second_time()
    {
        await using var city = await City.StartAsync();
        var (member, address) = await city.Member();
        city.Mails.OnMail = (_, _) => Task.FromResult<string?>("451 4.3.0 later");
        var order = new ErasureOrdered(City.Key, Guid.CreateVersion7(), member, ErasureCause.Requested, []);
        await city.Hear(order);
        await Eventually.Holds(async () =>
            (await city.MailsOf(member)).ShouldHaveSingleItem().Attempts.ShouldBeGreaterThan(0)
        );
        using var backup = await Backup.TakeAsync(city.Service.Database);
        await using var erased = await city.Service.ListenFrom<MemberErased>(City.Key);

        await city.RestartAsync(
            new Dictionary<string, string> { ["ConnectionStrings:database"] = await backup.RestoreAsync() }
        );
        city.Mails.OnMail = (_, _) => Task.FromResult<string?>(null);
        await city.CompleteResend(
            (await city.ResendRequests.Next(request => city.ResendRequests.Heard[0] != request)).Resend
        );
        await city.Enrolled.Next(enrolled => enrolled.MemberId == member && enrolled.Version > 1);
        await city.Hear(order with { Again = true });

        (await erased.Next(_ => true)).Counts["members"].ShouldBe(1);
        (await city.Query(db => db.Members.AnyAsync())).ShouldBeFalse();
        city.Mails.To(address).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whom_the_hub_has_lost_itself_it_accepts_again()
    {
        await using var city = await City.StartAsync();
        var (member, address) = await city.Member();
        await city.RestartAsync(
            new Dictionary<string, string> { ["ConnectionStrings:database"] = await CopyAsync(city) }
        );
        await city.CompleteResend(
            (await city.ResendRequests.Next(request => city.ResendRequests.Heard[0] != request)).Resend
        );

        var word = await city.Enrolled.Next(enrolled => enrolled.MemberId == member && enrolled.Version > 1);
        await city.Hear(new MemberAccepted(City.Key, member, word.Version, word.DisplayName, []));
        await city.Hear(city.Session());

        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
        (await city.Query(db => db.Members.SingleAsync())).State.ShouldBe(MemberState.Accepted);
    }

    [Fact]
    public async Task A_city_that_joins_late_invites_its_members_to_all_that_is_ahead()
    {
        await using var city = await City.StartAsync(hubAnswers: false);
        var (soon, later) = (city.Session(3), city.Session(40));
        var resend = (await city.ResendRequests.Next(_ => true)).Resend;
        await city.Hear(soon with { Resend = resend });
        await city.CompleteResend(resend, scheduling: 2);
        await city.Hear(later with { Resend = resend });

        var (member, address) = await city.Member();

        await Eventually.Holds(() => city.Mails.To(address).Count().ShouldBe(2));
        (await city.MailsOf(member))
            .Where(mail => mail.Kind == Invitation.Kind)
            .Select(mail => mail.SessionId)
            .ShouldBe([soon.SessionId, later.SessionId], ignoreOrder: true);
    }

    private static async Task<string> CopyAsync(City city)
    {
        using var backup = await Backup.TakeAsync(city.Service.Database);
        return await backup.RestoreAsync();
    }
}
