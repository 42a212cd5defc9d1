using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Members;

/// <summary>Who came into the list by mistake goes, here at once and at the hub by the end of the mandate.</summary>
public sealed class DeleteMemberTests
{
    [Fact]
    public async Task Whom_the_hub_knows_is_deleted_once_and_does_not_come_back_by_what_it_still_says()
    {
        await using var city = await City.StartAsync();
        await using var ended = await Listener<MandateEnded>.StartAsync(city.Service.Broker, $"from.{City.Key}");
        var (id, address) = await city.Member("Irma Irrtum");
        await city.Hear(city.Session());
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());

        await Delete(city, id);
        await Delete(city, id);
        (await ended.Next(_ => true)).ShouldBe(new(City.Key, id, 2));
        ended.Heard.ShouldHaveSingleItem();
        await city.Hear(new MemberAccepted(City.Key, id, 1, "Irma Irrtum", []));
        await city.Hear(new MemberDeparted(City.Key, id, 2));
        var (other, _) = await city.Member();
        (await city.Query(db => db.Members.Select(member => member.Id).ToListAsync())).ShouldBe([other]);
        (await city.MailsOf(id)).ShouldBeEmpty();

        // A right list names her again one day.
        (await city.Import($"Vorname;Nachname;E-Mail\nIrma;Irrtum;{address}\n")).Added.ShouldBe(1);
    }

    [Fact]
    public async Task Whom_the_hub_never_heard_of_goes_without_a_word()
    {
        await using var city = await City.StartAsync();
        await using var ended = await Listener<MandateEnded>.StartAsync(city.Service.Broker, $"from.{City.Key}");
        await city.Take(new MemberRecord(1, "Irma", "Irrtum"));
        await Delete(city, await city.Query(db => db.Members.Select(member => member.Id).SingleAsync()));
        (await city.Query(db => db.Members.CountAsync())).ShouldBe(0);
        var (_, _) = await city.Member();
        ended.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mail_that_is_planned_while_the_person_is_deleted_goes_with_the_person()
    {
        await using var city = await City.StartAsync();
        var (id, address) = await city.Member();
        await city.Hear(city.Session());
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());

        await using var scope = city.Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationDbContext>();
        await using var planning = await db.Database.BeginTransactionAsync();
        await db.Mails.Where(mail => mail.MemberId == id).ExecuteDeleteAsync();
        await scope.ServiceProvider.GetRequiredService<PlanMails>().ForMemberAsync(db, id, CancellationToken.None);
        (await db.Mails.CountAsync(mail => mail.MemberId == id)).ShouldBe(1);
        var deletion = Delete(city, id);
        await Task.WhenAny(deletion, Task.Delay(TimeSpan.FromSeconds(1)));
        await planning.CommitAsync();
        await deletion;
        (await city.MailsOf(id)).ShouldBeEmpty();
    }

    private static async Task Delete(City city, Guid id)
    {
        await using var scope = city.Service.Services.CreateAsyncScope();
        await DeleteMember.HandleAsync(
            scope.ServiceProvider.GetRequiredService<NotificationDbContext>(),
            City.Key,
            id,
            city.Clock.GetUtcNow(),
            CancellationToken.None
        );
    }
}
