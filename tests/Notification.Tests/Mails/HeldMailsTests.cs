using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Legal;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.Tests.Mails.Kinds;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Mails;

/// <summary>Nobody gets a link that the hub does not believe, or hears of a city that has not said who it is.</summary>
public sealed class HeldMailsTests
{
    [Fact]
    public async Task Links_go_out_only_once_the_hub_believes_the_key_and_not_after_it_was_revoked()
    {
        await using var city = await City.StartAsync(hubTrusts: false);
        var (member, address) = await city.Member();
        var first = city.Session();
        await city.Hear(first);
        await city.TrustKey(PartnerKeyStanding.Waiting);
        await StaysQueuedAsync(city, member);
        (await WhyAsync(city)).ShouldContain("freigibt");

        await city.TrustKey();
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
        (await WhyAsync(city)).ShouldBeEmpty();

        // What comes late lowers nothing.
        await city.TrustKey(PartnerKeyStanding.Revoked);
        await city.TrustKey();
        await city.TrustKey(PartnerKeyStanding.Waiting);
        await Eventually.Holds(async () => (await WhyAsync(city)).ShouldContain("widerrufen"));
        await city.Hear(city.Session(40));
        await StaysQueuedAsync(city, member);
        city.Mails.To(address).ShouldHaveSingleItem();

        // Nobody travels to a session that is off, whatever became of a key.
        await city.Hear(
            new SessionCancelled(first.SessionId, 2, first.Title, first.Start, first.TimeZone, 120, "Die Räume fehlen.")
        );
        await Eventually.Holds(() => city.Mails.To(address).Count().ShouldBe(2));
    }

    [Fact]
    public async Task Keys_that_were_lost_beside_a_database_hold_the_mails_until_the_new_ones_are_believed()
    {
        await using var city = await City.StartAsync();
        var (member, address) = await city.Member();
        await Eventually.Holds(async () => (await city.Query(db => db.LinkKeyStandings.CountAsync())).ShouldBe(1));

        await city.RestartAsync(
            new Dictionary<string, string> { ["Keys:Directory"] = Directory.CreateTempSubdirectory("keys-").FullName },
            hubTrusts: false
        );
        await city.Hear(city.Session());
        await StaysQueuedAsync(city, member);
        var spoken = city.Service.Services.GetRequiredService<LinkKeys>().Spoken;
        (await WhyAsync(city)).ShouldContain(spoken, customMessage: "the organisers ask for it");

        await city.TrustKey();
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
    }

    [Fact]
    public async Task Invitations_wait_until_the_last_legal_text_is_filled_in()
    {
        await using var city = await City.StartAsync(new() { ["LegalPages:Required"] = "true" });
        var (member, address) = await city.Member();
        await city.Hear(city.Session());
        await PublishAsync(city, "");
        await StaysQueuedAsync(city, member);
        (await WhyAsync(city)).ShouldContain("Rückmeldeadresse");

        await PublishAsync(city, "buero@kaiserslautern.example");
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
    }

    [Fact]
    public void A_kind_whose_mail_carries_a_token_is_one_that_is_held()
    {
        var withToken = Directory
            .GetFiles(GoldenMail.Folder, "*.txt")
            .Where(file => File.ReadAllText(file).Contains("?t=", StringComparison.Ordinal))
            // These go from the hub's own deployment, which holds them; a city's do not.
            .Where(file => !file.EndsWith(".Speaker.txt", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file).Split('.')[0])
            .Distinct()
            .ToList();

        withToken.ShouldNotBeEmpty();
        Sample
            .Kinds.All.Where(kind => kind.HasPersonalLink)
            .Select(kind => kind.GetType().Name)
            .ShouldBe(withToken, ignoreOrder: true);
    }

    private static async Task StaysQueuedAsync(City city, Guid member)
    {
        await Eventually.Holds(async () =>
            (await city.MailsOf(member)).ShouldContain(mail =>
                mail.Kind == Invitation.Kind && mail.Status == MailStatus.Queued
            )
        );
        // Two rounds of the jobs later the senders have looked more than once.
        var seen = city.Clock.GetUtcNow();
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Installations.SingleAsync())).LastSeen.ShouldBeGreaterThan(seen.AddSeconds(2))
        );
        (await city.MailsOf(member)).ShouldContain(mail => mail.Status == MailStatus.Queued);
    }

    private static async Task<string> WhyAsync(City city) =>
        string.Join(
            '\n',
            await city.Query(db =>
                city.Service.Services.GetRequiredService<HeldMails>().WhyAsync(db, CancellationToken.None)
            )
        );

    private static Task PublishAsync(City city, string feedback) =>
        city.Query(async db =>
        {
            await LegalPages.ChangeAsync(
                db,
                City.Key,
                new LegalTexts("Stadt Kaiserslautern", "Nichts wird verkauft.", "Alles ist zugänglich.", feedback),
                city.Clock.GetUtcNow(),
                CancellationToken.None
            );
            return true;
        });
}
