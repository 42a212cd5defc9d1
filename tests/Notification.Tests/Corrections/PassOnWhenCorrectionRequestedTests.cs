using System.Text.Json;
using Jose;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging.Inbox;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.SignIn;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Corrections;

public sealed class PassOnWhenCorrectionRequestedTests
{
    private const string Contact = "ratsbuero@kaiserslautern.example";

    [Fact]
    public async Task The_citys_people_get_the_text_once_and_then_the_member_hears_that_it_arrived()
    {
        await using var city = await WithContact();
        var (member, address) = await city.Member("Testina Falsch");
        var hold = new TaskCompletionSource();
        city.Mails.OnMail = async (_, cancellationToken) =>
        {
            await hold.Task.WaitAsync(cancellationToken);
            return null;
        };
        var request = new CorrectionRequested(
            City.Key,
            member,
            Guid.CreateVersion7(),
            Seal(city, "Ich heiße nicht Falsch.\n<b>Wirklich</b>", "Testina Richtig")
        );
        await Hear(city, request);
        await Hear(city, request);

        // While it is under way: sealed in the database, and nobody says that it arrived.
        (await EndToEnd.Tests.Platform.DatabaseContents.ReadAsync(city.Service.Database))
            .Where(row => row.Row.Contains("Richtig"))
            .ShouldBeEmpty();
        (await city.Query(db => db.Corrections.CountAsync())).ShouldBe(1);
        (await city.MailsOf(member)).ShouldHaveSingleItem().Kind.ShouldBe(CorrectionRequest.Kind);
        hold.SetResult();

        await Eventually.Holds(() => city.Mails.To(address).ShouldNotBeEmpty());
        var mail = city.Mails.To(Contact).ShouldHaveSingleItem();
        mail.ReplyTo.Mailboxes.Single().Address.ShouldBe(address);
        mail.Subject!.ShouldNotContain("Testina");
        foreach (var body in (string[])[mail.TextBody!, mail.HtmlBody!])
        {
            body.ShouldContain("Testina Richtig");
            body.ShouldContain("Ich heiße nicht Falsch.");
        }

        mail.HtmlBody!.ShouldNotContain("<b>Wirklich</b>");
        city.Mails.To(address).ShouldHaveSingleItem().Subject.ShouldBe("Ihre Berichtigung ist angekommen");
        (await city.Query(db => db.Corrections.SingleAsync())).DeliveredAt.ShouldNotBeNull();
        await Hear(city, request);
        (await city.MailsOf(member)).Count.ShouldBe(2);
        city.Reported.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_anybody_to_hand_it_to_the_member_is_told_so()
    {
        await using var city = await City.StartAsync();
        var (member, address) = await city.Member();
        await Hear(city, new(City.Key, member, Guid.CreateVersion7(), Seal(city, "x", "y")));
        await Eventually.Holds(() =>
            city
                .Mails.To(address)
                .ShouldHaveSingleItem()
                .Subject.ShouldBe("Ihre Berichtigung konnte nicht übergeben werden")
        );
        city.Mails.Taken.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_mailbox_that_refuses_and_a_seal_that_is_none_are_told_as_well()
    {
        await using var city = await WithContact();
        city.Mails.OnRecipient = recipient => recipient.Contains(Contact) ? "550 5.1.1 unknown" : null;
        var (member, address) = await city.Member();
        await Hear(city, new(City.Key, member, Guid.CreateVersion7(), Seal(city, "x", "y")));
        await Hear(city, new(City.Key, member, Guid.CreateVersion7(), "kein.siegel"));
        await Hear(city, new(City.Key, Guid.CreateVersion7(), Guid.CreateVersion7(), Seal(city, "x", "y")));
        await Eventually.Holds(() =>
            city.Mails.To(address).Count(mail => mail.Subject!.Contains("nicht übergeben")).ShouldBe(2)
        );
        (await city.Query(db => db.Corrections.CountAsync())).ShouldBe(0);
        city.Mails.Taken.Count.ShouldBe(2);
    }

    [Fact]
    public async Task More_than_five_a_day_are_not_taken()
    {
        await using var city = await WithContact();
        var (member, _) = await city.Member();
        for (var i = 0; i < 7; i++)
        {
            await Hear(city, new(City.Key, member, Guid.CreateVersion7(), Seal(city, $"{i}", "y")));
        }

        await Eventually.Holds(() => city.Mails.To(Contact).Count().ShouldBe(5));
        (await city.MailsOf(member)).Count(mail => mail.Kind == CorrectionRequest.Kind).ShouldBe(5);
    }

    private static Task<City> WithContact() =>
        City.StartAsync(new() { ["Partner:Contact"] = $"Ratsbüro <{Contact}>" }, timeoutSeconds: 120);

    private static async Task Hear(City city, CorrectionRequested request)
    {
        var id = Guid.NewGuid();
        await city.Hear(request, id);
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Set<InboxMessage>().AnyAsync(row => row.MessageId == id))).ShouldBeTrue()
        );
    }

    private static string Seal(City city, string wrong, string right)
    {
        var keys = city.Service.Services.GetRequiredService<AddressKeys>();
        return JWT.Encode(
            JsonSerializer.Serialize(new { wrong, right }) + "   ",
            Jwk.FromJson(keys.PublicKey),
            JweAlgorithm.ECDH_ES_A256KW,
            JweEncryption.A256GCM,
            extraHeaders: new Dictionary<string, object> { ["kid"] = keys.KeyId }
        );
    }
}
