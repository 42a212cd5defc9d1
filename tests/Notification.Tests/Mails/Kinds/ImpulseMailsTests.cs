using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Impulses;
using Stadtgespraeche.Notification.Mails;
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

    [Theory]
    [InlineData(ImpulseHandedIn.Kind, "ImpulseHandedIn.Speaker")]
    [InlineData(ImpulseRejected.Kind, "ImpulseRejected.Speaker")]
    public void An_invited_speaker_reads_the_same_and_gets_there_by_a_personal_link(string kind, string golden) =>
        Sample.Mail(kind, new ImpulseFacts(Sample.Speaker, []), null).ShouldBeGolden(golden);

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

    [Fact]
    public async Task Of_steps_that_wait_together_only_those_are_told_that_are_still_news()
    {
        await using var city = await City.StartAsync();
        var (member, address) = await city.Member();
        var (accepted, rejected, turned) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        city.Mails.OnRecipient = _ => "451 4.3.0 try again later";

        foreach (
            var (impulse, version, progress) in new[]
            {
                (accepted, 5L, ImpulseProgress.Accepted),
                (accepted, 3L, ImpulseProgress.Questioned),
                (accepted, 2L, ImpulseProgress.HandedIn),
                (rejected, 2L, ImpulseProgress.HandedIn),
                (rejected, 3L, ImpulseProgress.Questioned),
                (rejected, 5L, ImpulseProgress.Rejected),
                (turned, 3L, ImpulseProgress.Questioned),
                (turned, 5L, ImpulseProgress.Rejected),
                (turned, 7L, ImpulseProgress.Accepted),
            }
        )
        {
            await city.HearOut(new ImpulseProgressed(City.Key, member, impulse, version, progress));
        }

        await Eventually.Holds(async () =>
            (await city.MailsOf(member)).ShouldAllBe(mail =>
                mail.Status == MailStatus.Dropped
                || (mail.Status == MailStatus.Queued && mail.Due > city.Clock.GetUtcNow())
            )
        );
        city.Mails.OnRecipient = _ => null;
        city.Clock.Advance(TimeSpan.FromHours(1));

        await Eventually.Holds(async () =>
            (await city.MailsOf(member)).ShouldAllBe(mail =>
                mail.Status == MailStatus.Sent || mail.Status == MailStatus.Dropped
            )
        );
        var mails = await city.MailsOf(member);
        string[] Told(Guid impulse) =>
            [
                .. mails
                    .Where(mail => mail.SessionId == impulse && mail.Status == MailStatus.Sent)
                    .Select(mail => mail.Kind),
            ];
        Told(accepted).ShouldBe([ImpulseQuestioned.Kind, ImpulseAccepted.Kind]);
        Told(rejected).ShouldBe([ImpulseRejected.Kind]);
        Told(turned).ShouldBe([ImpulseQuestioned.Kind, ImpulseAccepted.Kind]);
        mails
            .Where(mail => mail.Status == MailStatus.Dropped)
            .Select(mail => mail.Reason)
            .ShouldBe(Enumerable.Repeat("newer-version", 4));
        city.Mails.To(address).Count().ShouldBe(5);
    }
}
