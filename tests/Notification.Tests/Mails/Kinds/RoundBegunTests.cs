using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Barometer;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class RoundBegunTests
{
    [Fact]
    public void Says_until_when_topics_can_be_marked_and_who_sees_it() =>
        Sample
            .Mail(
                RoundBegun.Kind,
                new BarometerRound { EndsAt = new DateTimeOffset(2027, 3, 31, 22, 0, 0, TimeSpan.Zero) }
            )
            .ShouldBeGolden("RoundBegun");

    [Fact]
    public async Task Goes_once_to_each_member_in_office_however_often_the_round_is_told_or_moved()
    {
        await using var city = await City.StartAsync();
        var (_, first) = await city.Member();
        var (departed, gone) = await city.Member();
        await city.Hear(new MemberDeparted(City.Key, departed, 2));
        await Eventually.Holds(async () =>
            (
                await city.Query(db =>
                    Task.FromResult(
                        db.Members.Count(member => member.State == Notification.Members.MemberState.Departed)
                    )
                )
            ).ShouldBe(1)
        );
        var round = new BarometerRoundOpened(Guid.CreateVersion7(), 1, city.Clock.GetUtcNow().AddDays(14));

        foreach (var fact in new[] { round, round with { Version = 3, EndsAt = round.EndsAt.AddDays(7) }, round })
        {
            await city.Hear(fact);
        }

        await Eventually.Holds(() =>
            city
                .Mails.To(first)
                .ShouldHaveSingleItem()
                .Subject.ShouldBe("Welche Themen sind für Ihren Rat gerade wichtig?")
        );
        await Eventually.Holds(async () =>
            (await city.Query(db => Task.FromResult(db.BarometerRounds.Single().Version))).ShouldBe(3)
        );
        city.Mails.To(gone).ShouldBeEmpty();
        city.Mails.To(first).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Is_not_sent_about_a_round_that_is_over()
    {
        await using var city = await City.StartAsync();
        var (_, address) = await city.Member();

        await city.Hear(new BarometerRoundOpened(Guid.CreateVersion7(), 1, city.Clock.GetUtcNow().AddDays(-1)));

        await Eventually.Holds(async () =>
            (await city.Query(db => Task.FromResult(db.BarometerRounds.Count()))).ShouldBe(1)
        );
        (await city.Query(db => Task.FromResult(db.Mails.Count()))).ShouldBe(0);
        city.Mails.To(address).ShouldBeEmpty();
    }
}
