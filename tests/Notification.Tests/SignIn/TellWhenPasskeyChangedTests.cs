using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.SignIn;

public sealed class TellWhenPasskeyChangedTests
{
    [Fact]
    public async Task A_passkey_that_is_added_or_removed_is_told_once_to_whom_it_opens()
    {
        await using var city = await City.StartAsync();
        var (member, address) = await city.Member("Testina Schlüssel");
        var added = Change(city, member, added: true);
        await city.Hear(added);
        await city.Hear(added);
        await city.Hear(Change(city, Guid.CreateVersion7(), added: true));
        await city.Hear(Change(city, member, added: false));

        await Eventually.Holds(() => city.Mails.To(address).Count().ShouldBe(2));
        city.Mails.To(address)
            .Select(mail => mail.Subject)
            .ShouldBe(
                ["Ein neuer Passkey für Ihre Anmeldung", "Ein Passkey für Ihre Anmeldung wurde entfernt"],
                ignoreOrder: true
            );
        (await city.MailsOf(member))
            .Select(mail => mail.Kind)
            .ShouldBe([PasskeyAdded.Kind, PasskeyRemoved.Kind], ignoreOrder: true);
        city.Mails.Taken.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_is_told_more_than_ten_times_a_day()
    {
        await using var city = await City.StartAsync();
        var (member, address) = await city.Member();
        for (var i = 0; i < 13; i++)
        {
            await city.Hear(Change(city, member, added: i % 2 == 0));
        }

        await Eventually.Holds(() => city.Mails.To(address).Count().ShouldBe(10));
        (await city.MailsOf(member)).Count.ShouldBe(10);
    }

    private static PasskeyChanged Change(City city, Guid member, bool added) =>
        new(City.Key, member, Guid.CreateVersion7(), added, city.Clock.GetUtcNow());
}
