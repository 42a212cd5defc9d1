using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Applications;

public sealed class ApplicationMailsTests : IAsyncLifetime
{
    private City city = null!;

    public async ValueTask InitializeAsync() => city = await City.StartAsync();

    public async ValueTask DisposeAsync() => await city.DisposeAsync();

    [Fact]
    public async Task Each_step_is_mailed_once_however_often_it_is_told_and_the_link_opens_that_application_alone()
    {
        var (id, address) = await Applied("Musterstadt, Stadt", times: 2);
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
        var first = city.Mails.To(address).Single();
        first.Subject.ShouldBe("Bitte bestätigen Sie Ihre Bewerbung bei den Stadtgesprächen");
        first.TextBody!.ShouldContain("Musterstadt, Stadt");
        var token = new JsonWebToken(first.LinkIn("/bewerbung?t=").Split("t=")[1]);
        (token.Subject, token.GetClaim("purpose").Value, token.TryGetClaim("session", out _)).ShouldBe(
            (id.ToString(), "application", false)
        );
        token.ValidTo.ShouldBe(city.Clock.GetUtcNow().AddDays(180).UtcDateTime, TimeSpan.FromMinutes(10));

        await Progressed(id, 1, ApplicationState.Open);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await Progressed(id, 2, ApplicationState.Asked, "Wer betreibt <b>den</b> Dienst?");
        }

        await Eventually.Holds(() => city.Mails.To(address).Count().ShouldBe(2));
        await Progressed(id, 3, ApplicationState.Open);
        await Progressed(id, 4, ApplicationState.Accepted);
        await Eventually.Holds(() => city.Mails.To(address).Count().ShouldBe(3));
        city.Mails.To(address)
            .Skip(1)
            .Select(mail => mail.Subject)
            .ShouldBe([
                "Rückfrage zu Ihrer Bewerbung bei den Stadtgesprächen",
                "Ihre Bewerbung bei den Stadtgesprächen ist angenommen",
            ]);
        city.Mails.To(address).ElementAt(1).TextBody!.ShouldContain("Wer betreibt <b>den</b> Dienst?");
        city.Mails.To(address).ElementAt(1).HtmlBody!.ShouldNotContain("<b>den</b>");
        city.Reported.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task Organisers_hear_once_that_an_application_waits_and_not_of_one_that_waits_no_more()
    {
        await city.RestartAsync(
            new Dictionary<string, string>
            {
                ["Partner:Contact"] = "Organisation <organisation@stadtgespraeche.example>",
            }
        );
        var (id, address) = await Applied("Musterstadt, Stadt");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await Progressed(id, 1, ApplicationState.Open);
        }

        await Eventually.Holds(() => city.Mails.To("organisation@stadtgespraeche.example").ShouldHaveSingleItem());
        var mail = city.Mails.To("organisation@stadtgespraeche.example").Single();
        mail.Subject.ShouldBe("Stadtgespräche: Eine Bewerbung wartet");
        mail.TextBody!.ShouldContain("Musterstadt, Stadt");
        mail.TextBody!.ShouldContain($"https://portal.example/organisation/bewerbungen/{id}");
        mail.GetRecipients().ShouldHaveSingleItem();
        mail.ReplyTo.ShouldBeEmpty();
        foreach (var body in (string[])[mail.TextBody!, mail.HtmlBody!])
        {
            (body.Contains(address), body.Contains("Zaubermaus")).ShouldBe((false, false));
        }

        // Its answer waits again; while the mail cannot go out yet, somebody decides.
        await Progressed(id, 2, ApplicationState.Asked, "Wer betreibt den Dienst?");
        city.Mails.OnRecipient = recipient => recipient.Contains("organisation") ? "451 4.3.0 try again later" : null;
        await Progressed(id, 3, ApplicationState.Open);
        Task<Mail> Waiting() =>
            city.Query(db => db.Mails.SingleAsync(row => row.Kind == ApplicationWaiting.Kind && row.Version == 3));
        await Eventually.Holds(async () => Refused(await Waiting()));
        await Progressed(id, 4, ApplicationState.Refused, "Leider nein.");
        city.Mails.OnRecipient = _ => null;
        city.Clock.Advance(TimeSpan.FromHours(1));
        await Eventually.Holds(async () => (await Waiting()).Reason.ShouldBe("newer-version"));
        city.Mails.To("organisation@stadtgespraeche.example").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_comes_late_or_out_of_order_mails_nothing_that_is_no_longer_so()
    {
        // The refusal overtakes the question, and both the first message.
        var id = Guid.CreateVersion7();
        await Progressed(id, 3, ApplicationState.Refused, "Leider nein.");
        await Progressed(id, 2, ApplicationState.Asked, "Warum?");
        var (_, address) = await Applied("Musterstadt", id: id);
        await Eventually.Holds(() =>
            city.Mails.To(address).ShouldHaveSingleItem().TextBody!.ShouldContain("Leider nein.")
        );

        // What still waits in the queue is dropped when something newer has come.
        city.Mails.OnRecipient = recipient => recipient.Contains("wartet") ? "451 4.3.0 try again later" : null;
        var (waiting, _) = await Applied("Musterdorf", address: "wartet@stadt.example");
        await Eventually.Holds(async () => Refused((await city.MailsOf(waiting)).ShouldHaveSingleItem()));
        await Progressed(waiting, 1, ApplicationState.Open);
        city.Mails.OnRecipient = _ => null;
        city.Clock.Advance(TimeSpan.FromHours(1));
        await Eventually.Holds(async () =>
            (await city.MailsOf(waiting)).ShouldHaveSingleItem().Reason.ShouldBe("newer-version")
        );
        city.Mails.To("wartet@stadt.example").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_withdrawn_application_leaves_no_contact_and_does_not_come_back()
    {
        var (id, address) = await Applied("Musterstadt");
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
        await Progressed(id, 1, ApplicationState.Withdrawn);
        await Applied("Musterstadt", id: id, address: address);
        (await DatabaseContents.ReadAsync(city.Service.Database))
            .Where(row => row.Row.Contains(address) || row.Row.Contains("Zaubermaus"))
            .ShouldBeEmpty();
        (await city.MailsOf(id)).Count.ShouldBe(1);

        city.Clock.Advance(TimeSpan.FromDays(91));
        await Retention.RunAsync<NotificationDbContext>(city.Service.Services, dryRun: false, CancellationToken.None);
        (await city.Query(db => db.Applicants.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_stranger_cannot_flood_a_mailbox_and_what_is_over_or_sealed_for_nobody_is_not_mailed()
    {
        for (var i = 0; i < 5; i++)
        {
            await Applied($"Region {i}", address: i % 2 == 0 ? "opfer@stadt.example" : "Opfer@Stadt.example");
        }

        var (late, _) = await Applied("Musterstadt", expires: TimeSpan.FromHours(-1));
        var broken = Guid.CreateVersion7();
        await city.HearOut(
            new ApplicationReceived(City.Key, broken, "Musterstadt", "kein.siegel", city.Clock.GetUtcNow().AddHours(72))
        );
        await city.HearOut(
            new ApplicationReceived(
                City.Key,
                broken,
                "Musterstadt",
                city.Seal("kein JSON"),
                city.Clock.GetUtcNow().AddHours(72)
            )
        );
        await Eventually.Holds(() => city.Mails.Taken.Count.ShouldBe(3));
        (await city.Query(db => db.Applicants.CountAsync())).ShouldBe(3);
        (await city.Query(db => db.Applicants.AnyAsync(row => row.Id == late || row.Id == broken))).ShouldBeFalse();
    }

    private async Task<(Guid Id, string Address)> Applied(
        string applicant,
        int times = 1,
        Guid? id = null,
        string? address = null,
        TimeSpan? expires = null
    )
    {
        var application = id ?? Guid.CreateVersion7();
        address ??= $"{application:N}@stadt.example";
        for (var i = 0; i < times; i++)
        {
            await city.HearOut(
                new ApplicationReceived(
                    City.Key,
                    application,
                    applicant,
                    city.Seal(JsonSerializer.Serialize(new { name = "Rita Zaubermaus", address })),
                    city.Clock.GetUtcNow() + (expires ?? TimeSpan.FromHours(72))
                )
            );
        }

        return (application, address);
    }

    /// <summary>It was tried, and that try is over.</summary>
    private static void Refused(Mail mail) => (mail.Attempts, mail.Status).ShouldBe((1, MailStatus.Queued));

    private Task Progressed(Guid id, long version, ApplicationState state, string? text = null) =>
        city.HearOut(new ApplicationProgressed(City.Key, id, version, state, text));
}
