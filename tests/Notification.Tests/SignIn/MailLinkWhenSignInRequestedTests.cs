using Jose;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging.Inbox;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.SignIn;

public sealed class MailLinkWhenSignInRequestedTests : IAsyncLifetime
{
    private City city = null!;
    private Listener<PartnerKeyAnnounced> announced = null!;

    public async ValueTask InitializeAsync()
    {
        var broker = await TestServers.CreateVirtualHostAsync();
        announced = await Listener<PartnerKeyAnnounced>.StartAsync(broker, $"from.{City.Key}");
        city = await City.StartAsync(new() { ["ConnectionStrings:rabbitmq"] = broker.ToString() });
    }

    public async ValueTask DisposeAsync()
    {
        await city.DisposeAsync();
        await announced.DisposeAsync();
    }

    [Fact]
    public async Task The_member_gets_one_mail_with_a_link_that_names_the_request()
    {
        var (id, address) = await city.Member();

        var request = await Ask($"  {address.ToUpperInvariant()} ");
        await Ask(address, request);

        var mail = await Mailed(address);
        var link = mail.LinkIn("/anmelden/link?t=");
        var token = new JsonWebTokenHandler().ReadJsonWebToken(link.Split("t=")[1]);
        token.Issuer.ShouldBe(City.Key);
        token.Subject.ShouldBe(id.ToString());
        token.Id.ShouldBe(request.RequestId.ToString());
        token.GetClaim("purpose").Value.ShouldBe("sign-in");
        token.ValidTo.ShouldBe(request.ExpiresAt.UtcDateTime, TimeSpan.FromSeconds(1));
        mail.HtmlBody.ShouldNotBeNull().ShouldContain("/anmelden/link?t=");
        mail.Subject.ShouldBe("Ihre Anmeldung bei den Stadtgesprächen");
        city.Mails.Taken.Count.ShouldBe(1);
        await Eventually.Holds(async () => (await city.MailsOf(id)).Single().Status.ShouldBe(MailStatus.Sent));
    }

    [Fact]
    public async Task A_domain_with_umlauts_is_the_same_in_both_its_spellings()
    {
        await city.Import("Kennung;Vorname;Nachname;E-Mail\nu;Uta;Probe;Uta@Münchberg.example");
        // The same list as another program writes it, and the address as the form of the pages has it from a browser.
        var again = await city.Import("Kennung;Vorname;Nachname;E-Mail\nu;Uta;Probe;uta@xn--mnchberg-65a.example");
        (again.Added, again.Changed, again.Faults.Count).ShouldBe((0, 0, 0));
        (await city.Query(db => db.Members.SingleAsync())).Email.ShouldBe("uta@xn--mnchberg-65a.example");
        var member = await city.Enrolled.Next(one => one.DisplayName == "Uta Probe");
        await city.Hear(new MemberAccepted(City.Key, member.MemberId, member.Version, member.DisplayName, []));
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Members.SingleAsync(row => row.Id == member.MemberId))).State.ShouldBe(
                Notification.Members.MemberState.Accepted
            )
        );

        foreach (var typed in (string[])["uta@münchberg.example", "UTA@xn--mnchberg-65a.EXAMPLE"])
        {
            var before = city.Mails.Taken.Count;
            await Ask(typed);
            await Eventually.Holds(
                async () =>
                    (await city.MailsOf(member.MemberId))
                        .Count(mail => mail.Status == MailStatus.Sent)
                        .ShouldBe(before + 1),
                TimeSpan.FromSeconds(90)
            );
        }

        city.Mails.Recipients.Distinct().ShouldBe(["uta@xn--mnchberg-65a.example"]);
        city.Mails.Taken.Last().Headers[MimeKit.HeaderId.To].ShouldEndWith("<uta@xn--mnchberg-65a.example>");
    }

    [Fact]
    public async Task Nobody_else_gets_a_mail_and_the_hub_hears_nothing_of_any()
    {
        var (_, address) = await city.Member();
        var (gone, left) = await city.Member("Rita Beispielfrau");
        await city.Query(db =>
            db.Members.Where(member => member.Id == gone)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(
                        member => member.MandateFrom,
                        DateOnly.FromDateTime(city.Clock.GetUtcNow().AddDays(9).UtcDateTime)
                    )
                )
        );

        foreach (
            var other in (string[])
                [
                    left,
                    "niemand@rat.example",
                    $"{address}\r\nBcc: alle@rat.example",
                    $"{address},{left}",
                    $"\"{address}\"",
                    "' or 1=1 --",
                    "",
                    "%",
                ]
        )
        {
            await Ask(other);
        }

        await Ask(address, late: true);
        await Say(
            new SignInRequested(City.Key, Guid.CreateVersion7(), "kein.siegel", city.Clock.GetUtcNow().AddMinutes(15))
        );
        await Say(
            new SignInRequested(
                City.Key,
                Guid.CreateVersion7(),
                Seal(address)[..^9] + "AAAAAAAAA",
                city.Clock.GetUtcNow().AddMinutes(15)
            )
        );
        (await city.Query(db => db.Mails.CountAsync())).ShouldBe(0);

        await Ask(address);
        await Mailed(address);
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Mails.CountAsync(mail => mail.Status == MailStatus.Sent))).ShouldBe(1)
        );
        city.Reported.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whose_mandate_has_ended_still_gets_a_link_until_the_erasure_is_ordered_and_who_is_a_member_again_gets_that_members()
    {
        var (gone, address) = await city.Member("Rita Beispielfrau");
        await city.Hear(new MemberDeparted(City.Key, gone, 9));
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Members.SingleAsync(member => member.Id == gone))).State.ShouldBe(
                Stadtgespraeche.Notification.Members.MemberState.Departed
            )
        );
        await Ask(address);
        await Mailed(address);

        var again = Guid.CreateVersion7();
        await city.Query(async db =>
        {
            db.Add(
                new Stadtgespraeche.Notification.Members.Member
                {
                    Id = again,
                    DisplayName = "Rita Beispielfrau",
                    Email = address,
                    Version = 1,
                }
            );
            return await db.SaveChangesAsync();
        });
        await city.Hear(new MemberAccepted(City.Key, again, 1, "Rita Beispielfrau", []));
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Members.SingleAsync(member => member.Id == again))).State.ShouldBe(
                Stadtgespraeche.Notification.Members.MemberState.Accepted
            )
        );
        await Ask(address);
        (await city.MailsOf(again)).ShouldHaveSingleItem().Kind.ShouldBe(SignInLink.Kind);
        (await city.MailsOf(gone)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task More_than_five_mails_an_hour_go_to_nobody()
    {
        var (id, address) = await city.Member();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Ask(address)));
        (await city.MailsOf(id)).Count.ShouldBe(5);

        city.Clock.Advance(TimeSpan.FromMinutes(61));
        await Ask(address);
        (await city.MailsOf(id)).Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_link_that_would_come_too_late_is_not_sent()
    {
        var (id, address) = await city.Member();
        city.Mails.OnRecipient = _ => "450 4.2.0 later";
        await Ask(address);
        // A claim counts as a try already; what the server said must have been written down, or the new time would be
        // reckoned from 16 minutes later.
        await Eventually.Holds(async () =>
            (await city.MailsOf(id))
                .Single()
                .ShouldSatisfyAllConditions(
                    mail => mail.Status.ShouldBe(MailStatus.Queued),
                    mail => mail.Attempts.ShouldBe(1)
                )
        );

        city.Mails.OnRecipient = _ => null;
        city.Clock.Advance(TimeSpan.FromMinutes(16));
        await Eventually.Holds(async () => (await city.MailsOf(id)).Single().Reason.ShouldBe("too-late"));
        city.Mails.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_city_that_waits_for_facts_still_lets_people_sign_in_and_keeps_its_keys()
    {
        var (_, address) = await city.Member();
        var sealedBefore = Seal(address);
        await city.RestartAsync();
        await city.Query(db =>
            db.Database.ExecuteSqlAsync($"update installations set hold_resend = gen_random_uuid(), hold_since = now()")
        );

        await Say(
            new SignInRequested(City.Key, Guid.CreateVersion7(), sealedBefore, city.Clock.GetUtcNow().AddMinutes(15))
        );

        await Mailed(address);
        await Eventually.Holds(() => announced.Heard.Count.ShouldBe(2));
        announced.Heard[0].EncryptionKey.ShouldBe(announced.Heard[1].EncryptionKey);
    }

    private async Task<MimeKit.MimeMessage> Mailed(string address)
    {
        MimeKit.MimeMessage? found = null;
        await Eventually.Holds(() =>
            found = city.Mails.Taken.Single(mail => mail.To.Mailboxes.Single().Address == address)
        );
        return found!;
    }

    /// <summary>As the hub does; the same request may come again in a message of its own.</summary>
    private async Task<SignInRequested> Ask(string address, SignInRequested? again = null, bool late = false)
    {
        var request =
            again
            ?? new SignInRequested(
                City.Key,
                Guid.CreateVersion7(),
                Seal(address),
                city.Clock.GetUtcNow().AddMinutes(late ? -1 : 15)
            );
        await Say(request);
        return request;
    }

    private async Task Say(SignInRequested request)
    {
        var id = Guid.NewGuid();
        await city.Hear(request, id);
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Set<InboxMessage>().AnyAsync(message => message.MessageId == id))).ShouldBeTrue()
        );
    }

    private string Seal(string address)
    {
        Eventually.Holds(() => announced.Heard.ShouldNotBeEmpty()).GetAwaiter().GetResult();
        var key = announced.Heard[0].EncryptionKey.ShouldNotBeNull();
        var jwk = new Microsoft.IdentityModel.Tokens.JsonWebKey(key);
        var id = Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(jwk.ComputeJwkThumbprint());
        return JWT.Encode(
            address,
            Jwk.FromJson(key),
            JweAlgorithm.ECDH_ES_A256KW,
            JweEncryption.A256GCM,
            extraHeaders: new Dictionary<string, object> { ["kid"] = id }
        );
    }
}
