using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Notification.Impulses;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Impulses;

/// <summary>What an invited speaker without an account gets from the hub's own Notification.</summary>
public sealed class SpeakerMailsTests : IAsyncLifetime
{
    private const string Invited = "Einladung: Ihr Impuls für die Stadtgespräche";
    private const string Reminded = "Erinnerung: Ihr Impuls für die Stadtgespräche";
    private readonly Guid impulse = Guid.CreateVersion7();
    private City hub = null!;

    private string Address => $"{impulse:N}@projekt.example";

    public async ValueTask InitializeAsync() =>
        hub = await City.StartAsync(new() { ["Partner:Key"] = PersonalLink.Hub });

    public async ValueTask DisposeAsync() => await hub.DisposeAsync();

    [Fact]
    public async Task The_invitation_goes_once_with_a_link_to_that_impulse_alone_and_after_a_week_one_reminder()
    {
        var call = await Call(days: 30);
        await Given(call);
        await Given(call);
        await Mailed(Invited);
        var invitation = hub.Mails.To(Address).Single();
        invitation.TextBody!.ShouldContain("Wer zeigt seinen offenen Haushalt?");
        var token = new JsonWebToken(invitation.LinkIn("/impuls?t=").Split("t=")[1]);
        (token.Subject, token.Issuer, token.GetClaim("purpose").Value, token.TryGetClaim("session", out _)).ShouldBe(
            ($"{impulse}", "stadtgespraeche", "speaker", false)
        );
        token.ValidTo.ShouldBe(hub.Clock.GetUtcNow().AddDays(180).UtcDateTime, TimeSpan.FromMinutes(10));

        // Neither is the reminder forgotten, nor the contact, when the line of the first mail is.
        await hub.Advance(TimeSpan.FromDays(6));
        await Forget();
        await Given(call);
        await Mailed(Invited);
        await hub.Advance(TimeSpan.FromHours(26));
        await Mailed(Invited, Reminded);
        hub.Mails.To(Address).Last().LinkIn("/impuls?t=").ShouldNotBeEmpty();

        await hub.Advance(TimeSpan.FromDays(9));
        await Given(call);
        await Mailed(Invited, Reminded);
        (await hub.Query(db => db.Mails.CountAsync())).ShouldBe(2);
        hub.Reported.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_step_is_told_once_with_the_link_and_whoever_handed_in_is_not_reminded()
    {
        await Given();
        await Mailed(Invited);
        await Step(2, ImpulseProgress.HandedIn);
        await Step(2, ImpulseProgress.HandedIn);
        await Mailed(Invited, "Ihr Impuls ist eingegangen");
        await Step(3, ImpulseProgress.Questioned);
        await Mailed(Invited, "Ihr Impuls ist eingegangen", "Eine Frage zu Ihrem Impuls");
        new JsonWebToken(hub.Mails.To(Address).Last().LinkIn("/impuls?t=").Split("t=")[1]).Subject.ShouldBe(
            $"{impulse}"
        );

        await hub.Advance(TimeSpan.FromDays(8));
        await Dropped(SpeakerReminder.Kind, "answered");
        hub.Mails.To(Address).Count().ShouldBe(3);
    }

    [Fact]
    public async Task The_reminder_moves_with_the_calls_last_day_and_none_goes_when_it_is_closed()
    {
        var call = await Call(days: 30);
        await Given(call);
        await Mailed(Invited);
        var closes = hub.Clock.GetUtcNow().AddDays(5);
        await hub.HearOut(new CallOpened(call, 2, "Geändert", closes));
        var speaker = await hub.Query(db => db.InvitedSpeakers.SingleAsync());
        (await Mail(SpeakerReminder.Kind)).Due.ShouldBe(InvitedSpeaker.ReminderAt(speaker.InvitedAt, closes));

        await hub.HearOut(new CallOpened(call, 3, "Geändert", hub.Clock.GetUtcNow().AddHours(1)));
        await hub.Advance(TimeSpan.FromDays(2));
        await Dropped(SpeakerReminder.Kind, "call-closed");
    }

    [Fact]
    public async Task A_reminder_does_not_overtake_an_invitation_that_could_not_go_out()
    {
        hub.Mails.OnRecipient = _ => "451 4.3.0 try again later";
        await Given(await Call(days: 3));
        await Eventually.Holds(async () =>
            (await Mail(SpeakerInvitation.Kind)).ShouldSatisfyAllConditions(
                mail => mail.Attempts.ShouldBe(1),
                mail => mail.Status.ShouldBe(MailStatus.Queued)
            )
        );
        await hub.Query(db =>
            db.Mails.Where(mail => mail.Kind == SpeakerInvitation.Kind)
                .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.Due, hub.Clock.GetUtcNow().AddDays(2)))
        );
        await hub.Advance(TimeSpan.FromHours(26));
        await Dropped(SpeakerReminder.Kind, "not-invited-yet");
    }

    [Fact]
    public async Task Whoever_takes_it_back_is_forgotten_at_once_and_does_not_come_back_with_a_late_message()
    {
        await Given();
        await Mailed(Invited);
        await Step(1, ImpulseProgress.Withdrawn);
        await Dropped(SpeakerReminder.Kind, "impulse-withdrawn");
        await Given();
        await Step(4, ImpulseProgress.Accepted);
        // The withdrawal overtakes the contact.
        var other = Guid.CreateVersion7();
        await hub.HearOut(new ImpulseProgressed(PersonalLink.Hub, other, other, 1, ImpulseProgress.Withdrawn));
        await Given(of: other);

        await Mailed(Invited);
        (await DatabaseContents.ReadAsync(hub.Service.Database))
            .Where(row => row.Row.Contains("projekt.example") || row.Row.Contains("Zaubermaus"))
            .ShouldBeEmpty();
        (await hub.Query(db => db.Mails.CountAsync())).ShouldBe(2);

        await hub.Advance(TimeSpan.FromDays(366));
        await Forget();
        (await hub.Query(db => db.InvitedSpeakers.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Steps_that_came_before_the_contact_are_told_with_it_and_no_invitation_goes()
    {
        await Step(2, ImpulseProgress.HandedIn);
        await Step(3, ImpulseProgress.Questioned);
        await Dropped(ImpulseHandedIn.Kind, "no-address");
        await Dropped(ImpulseQuestioned.Kind, "no-address");
        await Given();
        await Mailed("Eine Frage zu Ihrem Impuls");
        await Dropped(ImpulseHandedIn.Kind, "newer-version");
        (await hub.Query(db => db.Mails.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task A_stranger_cannot_be_flooded_and_what_is_sealed_for_nobody_is_not_kept()
    {
        for (var i = 0; i < 12; i++)
        {
            await Given(of: Guid.CreateVersion7(), address: i % 2 == 0 ? "opfer@stadt.example" : "Opfer@Stadt.example");
        }

        foreach (var seal in new[] { "kein.siegel", hub.Seal("kein JSON"), hub.Seal("""{"name":"Rita"}""") })
        {
            await hub.HearOut(
                new SpeakerContactGiven(PersonalLink.Hub, Guid.CreateVersion7(), null, seal, hub.Clock.GetUtcNow())
            );
        }

        await Eventually.Holds(() => hub.Mails.Taken.Count.ShouldBe(10));
        (await hub.Query(db => db.InvitedSpeakers.CountAsync())).ShouldBe(10);
    }

    [Fact]
    public async Task A_city_keeps_nobody_and_only_at_the_hub_do_mails_about_impulses_wait_for_a_trusted_key()
    {
        await using var city = await City.StartAsync();
        await city.HearOut(Contact(impulse, null, Address, city));
        await city.HearOut(new ImpulseProgressed(City.Key, impulse, impulse, 2, ImpulseProgress.HandedIn));
        (await city.Query(db => db.InvitedSpeakers.CountAsync())).ShouldBe(0);
        (await city.Query(db => db.Mails.CountAsync())).ShouldBe(0);

        string[] kinds = [ImpulseHandedIn.Kind, ImpulseQuestioned.Kind, ImpulseAccepted.Kind, ImpulseRejected.Kind];
        WithLink(city).ShouldNotContain(kind => kinds.Contains(kind));
        kinds.Append(SpeakerInvitation.Kind).Append(SpeakerReminder.Kind).ShouldBeSubsetOf(WithLink(hub));
    }

    [Fact]
    public async Task No_log_line_holds_the_address_the_name_or_the_link()
    {
        var good = Contact(impulse, null, Address, hub);
        var bad = good with { ImpulseId = Guid.CreateVersion7(), SealedContact = "kein.siegel" };
        await hub.Service.DisposeAsync();
        var settings = hub.Service.Settings.ToDictionary();
        settings["Logging:LogLevel:Default"] = "Trace";
        settings["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Trace";
        var written = new ConcurrentQueue<string>();
        await using (Killable.Start("Notification", settings, written.Enqueue))
        {
            await hub.Hear(bad);
            await hub.Hear(good);
            await Mailed(Invited);
            await Eventually.Holds(() =>
                string.Join('\n', written).ShouldContain($"{bad.ImpulseId} is sealed for no key")
            );
        }

        written.Count.ShouldBeGreaterThan(100);
        foreach (var secret in new[] { "@projekt.example", "Zaubermaus", "(?<![A-Za-z])eyJ" })
        {
            written.Where(line => Regex.IsMatch(line, secret)).ShouldBeEmpty();
        }
    }

    private static string[] WithLink(City of) =>
        of.Service.Services.GetRequiredService<MailKinds>().NamesWhere(kind => kind.HasPersonalLink);

    private async Task<Guid> Call(int days)
    {
        var call = Guid.CreateVersion7();
        await hub.HearOut(
            new CallOpened(call, 1, "Wer zeigt seinen offenen Haushalt?", hub.Clock.GetUtcNow().AddDays(days))
        );
        return call;
    }

    private Task Given(Guid? call = null, Guid? of = null, string? address = null) =>
        hub.HearOut(Contact(of ?? impulse, call, address ?? Address, hub));

    private static SpeakerContactGiven Contact(Guid of, Guid? call, string address, City to) =>
        new(
            PersonalLink.Hub,
            of,
            call,
            to.Seal(JsonSerializer.Serialize(new { name = "Rita Zaubermaus", address })),
            to.Clock.GetUtcNow()
        );

    private Task Step(long version, ImpulseProgress progress) =>
        hub.HearOut(new ImpulseProgressed(PersonalLink.Hub, impulse, impulse, version, progress));

    private Task Mailed(params string[] subjects) =>
        Eventually.Holds(() => hub.Mails.To(Address).Select(mail => mail.Subject).ShouldBe(subjects));

    private Task<Mail> Mail(string kind) =>
        hub.Query(db => db.Mails.AsNoTracking().SingleAsync(mail => mail.MemberId == impulse && mail.Kind == kind));

    private Task Dropped(string kind, string reason) =>
        Eventually.Holds(async () =>
            (await Mail(kind)).ShouldSatisfyAllConditions(
                mail => mail.Status.ShouldBe(MailStatus.Dropped),
                mail => mail.Reason.ShouldBe(reason)
            )
        );

    private Task Forget() =>
        Retention.RunAsync<NotificationDbContext>(hub.Service.Services, dryRun: false, CancellationToken.None);
}
