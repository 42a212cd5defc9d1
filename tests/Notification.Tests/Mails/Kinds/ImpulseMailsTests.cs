using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Impulses;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

/// <summary>A call for impulses goes to everybody in office, what becomes of an impulse to the one who offers it.</summary>
public sealed class ImpulseMailsTests
{
    [Fact]
    public void The_call_says_until_when() =>
        Sample
            .Mail(
                CallOpen.Kind,
                new ImpulseCall
                {
                    Title = "Wer zeigt seinen offenen Haushalt?",
                    ClosesAt = new DateTimeOffset(2027, 3, 31, 22, 0, 0, TimeSpan.Zero),
                }
            )
            .ShouldBeGolden("CallOpen");

    [Theory]
    [InlineData(ImpulseHandedIn.Kind, "ImpulseHandedIn")]
    [InlineData(ImpulseQuestioned.Kind, "ImpulseQuestioned")]
    [InlineData(ImpulseAccepted.Kind, "ImpulseAccepted")]
    [InlineData(ImpulseRejected.Kind, "ImpulseRejected")]
    public void Each_step_says_what_happened_and_leads_to_the_impulse(string kind, string golden) =>
        Sample.Mail(kind).ShouldBeGolden(golden);

    [Fact]
    public async Task A_call_goes_once_to_each_member_however_often_it_is_told_or_changed()
    {
        await using var city = await City.StartAsync();
        var (_, address) = await city.Member();
        var call = new CallOpened(Guid.CreateVersion7(), 1, "Aufruf", city.Clock.GetUtcNow().AddDays(14));

        foreach (var fact in new[] { call, call with { Version = 3, Title = "Geändert" }, call })
        {
            await city.Hear(fact);
        }

        await Eventually.Holds(() =>
            city
                .Mails.To(address)
                .ShouldHaveSingleItem()
                .Subject.ShouldBe("Haben Sie einen Impuls für die Stadtgespräche?")
        );
        await Eventually.Holds(async () =>
            (await city.Query(db => Task.FromResult(db.ImpulseCalls.Single().Version))).ShouldBe(3)
        );
        city.Mails.To(address).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Each_step_is_told_once_to_its_member_alone_and_two_questions_are_two_mails()
    {
        await using var city = await City.StartAsync();
        var (member, address) = await city.Member();
        var (_, other) = await city.Member();
        var impulse = Guid.CreateVersion7();
        foreach (var version in new[] { 3L, 5L, 3L })
        {
            await city.Hear(new ImpulseProgressed(City.Key, member, impulse, version, ImpulseProgress.Questioned));
        }

        await city.Hear(new ImpulseProgressed(City.Key, member, impulse, 6, ImpulseProgress.Accepted));

        await Eventually.Holds(() =>
            city
                .Mails.To(address)
                .Select(mail => mail.Subject)
                .Order()
                .ShouldBe(["Eine Frage zu Ihrem Impuls", "Eine Frage zu Ihrem Impuls", "Ihr Impuls ist angenommen"])
        );
        city.Mails.To(other).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whom_this_city_does_not_know_is_not_written_to()
    {
        await using var city = await City.StartAsync();
        var (member, address) = await city.Member();

        await city.Hear(
            new ImpulseProgressed(City.Key, Guid.CreateVersion7(), Guid.CreateVersion7(), 1, ImpulseProgress.HandedIn)
        );
        await city.Hear(new ImpulseProgressed(City.Key, member, Guid.CreateVersion7(), 1, ImpulseProgress.HandedIn));

        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
        (await city.Query(db => Task.FromResult(db.Mails.Count()))).ShouldBe(1);
    }
}
