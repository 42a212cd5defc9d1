using System.Net;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging.Inbox;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Tests.Administration;
using Stadtgespraeche.Site;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Removals;

public sealed class StopMailsWhenPartnerRemovedTests
{
    [Fact]
    public async Task Whoever_is_accepted_at_the_very_moment_of_leaving_departs_with_all_others()
    {
        await using var city = await City.StartAsync();
        var (member, _) = await city.Member();
        await using (
            var leaving = await HeldRows.HoldAsync(
                city.Service.Database,
                """
                update installations set left_at = now();
                lock table members in share row exclusive mode;
                update members set state = 'Departed' returning id
                """
            )
        )
        {
            await city.Hear(new MemberAccepted(City.Key, member, 99, "Testina Musterfrau", []));
            await leaving.SomebodyWaitsAsync();
            await leaving.CommitAsync();
        }

        var late = Guid.NewGuid();
        await city.Hear(new MemberAccepted(City.Key, member, 100, "Testina Musterfrau", []), late);
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Set<InboxMessage>().CountAsync(row => row.MessageId == late))).ShouldBe(1)
        );
        (await city.Query(db => db.Members.SingleAsync())).State.ShouldBe(MemberState.Departed);
    }

    [Fact]
    public async Task A_city_that_has_left_mails_nobody_says_so_once_and_is_silent_when_it_starts_again()
    {
        await using var city = await City.StartAsync();
        await using var noted = await city.Service.ListenFrom<PartnerRemovalNoted>(City.Key);
        await using var announced = await city.Service.ListenFrom<PartnerKeyAnnounced>(City.Key);
        var (member, address) = await city.Member();
        var (first, removal) = (
            city.Session(),
            new PartnerRemoved(City.Key, Guid.CreateVersion7(), city.Clock.GetUtcNow())
        );
        await city.Hear(first);
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());

        await city.Hear(removal);
        await city.Hear(removal);
        await Eventually.Holds(() => noted.Heard.Count.ShouldBe(2));
        await city.Hear(new MemberAccepted(City.Key, member, 99, "Testina Musterfrau", []));

        // What was on its way, and what would be due by time alone: the reminder a week before.
        await city.Hear(city.Session());
        city.Clock.Advance(TimeSpan.FromDays(24));
        await city.RestartAsync();
        var seen = city.Clock.GetUtcNow();
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Installations.SingleAsync())).LastSeen.ShouldBeGreaterThan(seen.AddSeconds(2))
        );

        city.Mails.To(address).ShouldHaveSingleItem();
        var kept = await city.Query(db => db.Members.SingleAsync(row => row.Id == member));
        (kept.State, kept.Email).ShouldBe((MemberState.Departed, address));
        kept.DepartedAt.ShouldNotBeNull();
        announced.Heard.ShouldBeEmpty();
        city.ResendRequests.Heard.ShouldHaveSingleItem();
        using var pages = city.Service.WithoutRedirects();
        using var overview = new HttpRequestMessage(HttpMethod.Get, "/")
        {
            Headers = { { "Cookie", await CityPages.SignedIn(city) } },
        };
        var page = await (await pages.SendAsync(overview)).Content.ReadAsStringAsync();
        WebUtility
            .HtmlDecode(page)
            .ShouldContain($"Ihre Kommune nimmt seit dem {GermanTime.Day(removal.At)} nicht mehr teil");
    }
}
