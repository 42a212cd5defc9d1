using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging.Inbox;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Members;

/// <summary>A person with a mandate elsewhere, by which invitations come.</summary>
public sealed class InvitedElsewhereTests : IAsyncLifetime
{
    private City city = null!;

    public async ValueTask InitializeAsync() => city = await City.StartAsync();

    public ValueTask DisposeAsync() => city.DisposeAsync();

    [Fact]
    public async Task Is_neither_invited_nor_reminded_until_this_mandate_is_the_one_but_hears_of_the_seat()
    {
        var (member, address) = await city.Member();
        var (_, other) = await city.Member();
        await Say(Link(member, true, 1));
        var (session, late) = (city.Session(days: 20), city.Session(days: 40));
        await city.Hear(session);
        await Eventually.Holds(() => city.Mails.To(other).ShouldHaveSingleItem());
        await city.Advance(TimeSpan.FromDays(13.5));
        await Eventually.Holds(() => city.Mails.To(other).Count().ShouldBe(2));
        (await city.MailsOf(member)).ShouldBeEmpty();

        await city.Hear(
            new SeatBooked(
                City.Key,
                member,
                session.SessionId,
                1,
                SeatForm.OnSite,
                null,
                null,
                null,
                SeatBookedCause.Booked
            )
        );
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());

        await Say(Link(member, false, 2));
        await city.Hear(late);
        await Eventually.Holds(() => city.Mails.To(address).Count().ShouldBe(2));
        city.Mails.To(address).Last().Subject!.ShouldStartWith("Einladung");
    }

    [Fact]
    public async Task Of_two_words_the_one_with_the_higher_count_of_the_link_holds_in_every_order()
    {
        var (member, _) = await city.Member();
        var (off, on) = (Link(member, false, 4), Link(member, true, 3));
        foreach (var word in (MemberAccepted[])[off, on, on, off, new(City.Key, member, 1, "Testina Musterfrau", [])])
        {
            await Say(word);
            (await Elsewhere(member)).ShouldBe((false, 4));
        }

        // A new name with a higher version that was said before the link changed takes nothing back either.
        await Say(Link(member, true, 3) with { Version = 9 });
        (await Elsewhere(member)).ShouldBe((false, 4));
        await Say(Link(member, true, 5));
        (await Elsewhere(member)).ShouldBe((true, 5));
    }

    [Fact]
    public async Task An_invitation_that_is_queued_when_the_mandates_are_linked_is_not_sent()
    {
        var (member, _) = await city.Member();
        city.Mails.OnRecipient = _ => "450 4.2.0 later";
        await city.Hear(city.Session());
        await Eventually.Holds(async () => (await city.MailsOf(member)).Single().Attempts.ShouldBe(1));

        // Refused to the end, so that a try that is under way just now cannot get through.
        await Say(Link(member, true, 1));
        await city.Advance(TimeSpan.FromHours(1));

        await Eventually.Holds(async () =>
            (await city.MailsOf(member))
                .Single()
                .ShouldSatisfyAllConditions(
                    mail => mail.Status.ShouldBe(MailStatus.Dropped),
                    mail => mail.Reason.ShouldBe("invited-elsewhere")
                )
        );
        city.Mails.OnRecipient = _ => null;
    }

    private static MemberAccepted Link(Guid member, bool elsewhere, long count) =>
        new(City.Key, member, 1, "Testina Musterfrau", [], InvitedElsewhere: elsewhere, LinkVersion: count);

    private async Task<(bool, long)> Elsewhere(Guid member)
    {
        var row = await city.Query(db => db.Members.SingleAsync(one => one.Id == member));
        return (row.InvitedElsewhere, row.LinkVersion);
    }

    private async Task Say(MemberAccepted word)
    {
        var id = Guid.NewGuid();
        await city.Hear(word, id);
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Set<InboxMessage>().AnyAsync(row => row.MessageId == id))).ShouldBeTrue()
        );
    }
}
