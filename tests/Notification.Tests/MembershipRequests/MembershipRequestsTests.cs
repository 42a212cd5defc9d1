using System.Text.Json;
using Jose;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging.Inbox;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.MembershipRequests;
using Stadtgespraeche.Notification.SignIn;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.MembershipRequests;

public sealed class MembershipRequestsTests : IAsyncLifetime
{
    private const string Contact = "ratsbuero@kaiserslautern.example";
    private City city = null!;

    public async ValueTask InitializeAsync() =>
        city = await City.StartAsync(new() { ["Partner:Contact"] = $"Ratsbüro <{Contact}>" });

    public ValueTask DisposeAsync() => city.DisposeAsync();

    [Fact]
    public async Task Who_is_confirmed_is_enrolled_and_learns_it_by_one_mail_when_the_hub_has_accepted()
    {
        var (request, address) = await Asked("Rita", "Neu");
        (await Open())
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                open => open.Request.DisplayName().ShouldBe("Rita Neu"),
                open => open.Request.Faction.ShouldBe("Freie Liste"),
                open => open.Known.ShouldBeEmpty(),
                open => open.ErasedAt.ShouldBeNull()
            );

        (await Confirm(request, null, new(2024, 7, 1), new(2039, 6, 30))).ShouldBe(ConfirmOutcome.Confirmed);
        (await Confirm(request)).ShouldBe(ConfirmOutcome.Gone);

        var enrolled = await city.Enrolled.Next(word => word.DisplayName == "Rita Neu");
        (enrolled.MandateFrom, enrolled.MandateUntil).ShouldBe((new DateOnly(2024, 7, 1), new DateOnly(2039, 6, 30)));
        city.Mails.To(address).ShouldBeEmpty("the hub has not accepted yet");
        await city.Hear(new MemberAccepted(City.Key, enrolled.MemberId, 1, enrolled.DisplayName, []));
        await city.Hear(new MemberAccepted(City.Key, enrolled.MemberId, 1, enrolled.DisplayName, []));
        await Eventually.Holds(() =>
            city
                .Mails.To(address)
                .ShouldHaveSingleItem()
                .Subject.ShouldBe("Sie sind bei den Stadtgesprächen aufgenommen")
        );
        city.Mails.To(address).Single().TextBody!.ShouldContain("https://portal.example/mein-bereich");
        (await city.Query(db => db.MembershipRequests.CountAsync())).ShouldBe(0);
        var member = await city.Query(db => db.Members.SingleAsync(row => row.Id == enrolled.MemberId));
        (member.Email, member.FirstName, member.LastName, member.Faction).ShouldBe(
            (address, "Rita", "Neu", "Freie Liste")
        );
    }

    [Fact]
    public async Task Who_is_refused_learns_the_reason_and_whom_to_ask_once_and_is_forgotten_after_ninety_days()
    {
        var (request, address) = await Asked("Rita", "Fremd");
        (await Refuse(request, "Sie stehen nicht im <Verzeichnis>.")).ShouldBeTrue();
        (await Refuse(request, "Zweimal.")).ShouldBeFalse();
        (await Confirm(request)).ShouldBe(ConfirmOutcome.Gone);

        await Eventually.Holds(() => city.Mails.To(address).ShouldNotBeEmpty());
        var mail = city.Mails.To(address).ShouldHaveSingleItem();
        mail.TextBody!.ShouldContain("Sie stehen nicht im <Verzeichnis>.");
        mail.TextBody!.ShouldContain(Contact);
        mail.HtmlBody!.ShouldNotContain("<Verzeichnis>");
        await Retention();
        (await city.Query(db => db.MembershipRequests.CountAsync())).ShouldBe(1);
        city.Clock.Advance(TimeSpan.FromDays(91));
        await Retention();
        (await city.Query(db => db.MembershipRequests.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_known_member_without_an_address_gets_it_and_one_with_it_is_the_same_person()
    {
        var (known, address) = await city.Member("Testina Musterfrau");
        var bare = Guid.CreateVersion7();
        await city.Query(async db =>
        {
            db.Add(
                new Member
                {
                    Id = bare,
                    DisplayName = "Dr. Nora Ohne",
                    FirstName = "Nora",
                    LastName = "Ohne",
                    Reference = "oparl:9",
                }
            );
            return await db.SaveChangesAsync();
        });
        var (again, _) = await Asked("Testina", "Musterfrau", address.ToUpperInvariant());
        var (nora, norasAddress) = await Asked("nora", "OHNE");

        var open = await Open();
        open.Single(row => row.Request.Id == again)
            .Known.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(one => one.Id.ShouldBe(known), one => one.SameAddress.ShouldBeTrue());
        open.Single(row => row.Request.Id == nora)
            .Known.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(one => one.Id.ShouldBe(bare), one => one.SameAddress.ShouldBeFalse());
        (await Confirm(again)).ShouldBe(ConfirmOutcome.AddressTaken);
        (await Confirm(nora, known)).ShouldBe(ConfirmOutcome.OtherAddress);

        (await Confirm(nora, bare)).ShouldBe(ConfirmOutcome.Confirmed);
        (await city.Enrolled.Next(word => word.MemberId == bare)).DisplayName.ShouldBe("Dr. Nora Ohne");
        (await city.Query(db => db.Members.SingleAsync(row => row.Id == bare))).ShouldSatisfyAllConditions(
            member => member.Email.ShouldBe(norasAddress),
            member => member.Reference.ShouldBe("oparl:9")
        );
        (await Confirm(again, known)).ShouldBe(ConfirmOutcome.Confirmed);
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
        city.Enrolled.Heard.Count(word => word.MemberId == known)
            .ShouldBe(1, "nothing has changed that the hub would have to hear");
    }

    [Fact]
    public async Task Whoever_was_erased_may_ask_again_and_the_mark_goes_when_the_mandate_is_confirmed()
    {
        var address = "wieder@rat.example";
        await city.Query(async db =>
        {
            await city
                .Service.Services.GetRequiredService<Tombstones>()
                .PlaceAsync(
                    db,
                    new Member { Reference = "K-7", Email = address },
                    city.Clock.GetUtcNow(),
                    CancellationToken.None
                );
            return 0;
        });
        var (request, _) = await Asked("Wanda", "Wieder", address);
        (await Open()).Single().ErasedAt.ShouldNotBeNull();

        (await Confirm(request)).ShouldBe(ConfirmOutcome.Confirmed);

        (await city.Query(db => db.Tombstones.CountAsync())).ShouldBe(0);
        (await city.Import($"Kennung;Vorname;Nachname;E-Mail\nK-7;Wanda;Wieder;{address}")).Erased.ShouldBe(0);
    }

    [Fact]
    public async Task Who_was_erased_and_asks_from_another_address_is_seen_by_the_name_and_a_namesake_lifts_nothing()
    {
        await city.Query(async db =>
        {
            await city
                .Service.Services.GetRequiredService<Tombstones>()
                .PlaceAsync(
                    db,
                    new Member
                    {
                        Reference = "K-7",
                        Email = "frueher@rat.example",
                        FirstName = "Zoe\u0308",
                        LastName = "Wieder",
                    },
                    city.Clock.GetUtcNow(),
                    CancellationToken.None
                );
            return 0;
        });
        var (namesake, _) = await Asked("Zo\u00EB", "WIEDER");
        (await Open())
            .Single()
            .ShouldSatisfyAllConditions(
                open => open.ErasedAt.ShouldNotBeNull(),
                open => open.ErasedByName.ShouldBeTrue()
            );
        (await Confirm(namesake)).ShouldBe(ConfirmOutcome.Confirmed);
        (await city.Query(db => db.Tombstones.CountAsync())).ShouldBe(3);

        var (request, _) = await Asked("Zo\u00EB", "Wieder");
        (await Confirm(request, wasErased: true)).ShouldBe(ConfirmOutcome.Confirmed);
        (await city.Query(db => db.Tombstones.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_asked_anew_after_the_coordinator_looked_is_not_confirmed_unseen()
    {
        var (request, address) = await Asked("Rita", "Gesehen");
        var shown = (await Open()).Single().Request.Fingerprint();
        await Asked("Rita", "Ganz-Anders", address);

        (await Confirm(request, shown: shown)).ShouldBe(ConfirmOutcome.Changed);

        (await city.Query(db => db.Members.AnyAsync())).ShouldBeFalse();
        (await Confirm(request)).ShouldBe(ConfirmOutcome.Confirmed);
    }

    [Fact]
    public async Task What_no_key_opens_or_nobody_could_have_typed_is_dropped_and_asking_again_replaces()
    {
        var (first, address) = await Asked("Rita", "Alt");
        var (second, _) = await Asked("Rita", "Besser", address);
        (await Open()).ShouldHaveSingleItem().Request.LastName.ShouldBe("Besser");
        (await city.Query(db => db.MembershipRequests.AnyAsync(row => row.Id == second))).ShouldBeFalse();
        await Say(
            new MembershipRequested(
                City.Key,
                first,
                Seal(
                    new
                    {
                        firstName = "Zweimal",
                        lastName = "Zugestellt",
                        address,
                    }
                )
            )
        );

        string[] broken =
        [
            "kein.siegel",
            Seal(
                new
                {
                    firstName = "A",
                    lastName = "B",
                    address = "a@rat.example",
                }
            )[..^9] + "AAAAAAAAA",
            SealText("kein json"),
            SealText("null"),
            Seal(new { firstName = "A", lastName = "B" }),
            Seal(
                new
                {
                    firstName = "",
                    lastName = "B",
                    address = "a@rat.example",
                }
            ),
            Seal(
                new
                {
                    firstName = "A\nBcc: alle",
                    lastName = "B",
                    address = "a@rat.example",
                }
            ),
            Seal(
                new
                {
                    firstName = "A",
                    lastName = "B",
                    address = "a@rat.example,b@rat.example",
                }
            ),
            Seal(
                new
                {
                    firstName = "A",
                    lastName = "B",
                    address = "a@rat.example\r\nBcc: b@rat.example",
                }
            ),
        ];
        foreach (var seal in broken)
        {
            await Say(new MembershipRequested(City.Key, Guid.CreateVersion7(), seal));
        }

        (await Open()).ShouldHaveSingleItem().Request.LastName.ShouldBe("Besser");
    }

    [Fact]
    public async Task While_one_waits_the_citys_people_hear_of_it_every_week_and_after_ninety_days_the_person_hears_that_it_ended()
    {
        var (_, address) = await Asked("Rita", "Zaubermaus");
        await Eventually.Holds(() =>
            city.Mails.To(Contact).ShouldHaveSingleItem().TextBody!.ShouldNotContain("Zaubermaus")
        );
        city.Clock.Advance(TimeSpan.FromDays(8));
        await Eventually.Holds(() => city.Mails.To(Contact).Count().ShouldBe(2));
        await Asked("Paul", "Auch");
        city.Clock.Advance(TimeSpan.FromDays(1.5));
        await Eventually.Holds(() => city.Mails.To(Contact).Count().ShouldBe(3));

        city.Clock.Advance(TimeSpan.FromDays(81));

        await Eventually.Holds(() =>
            city
                .Mails.To(address)
                .ShouldHaveSingleItem()
                .Subject.ShouldBe("Ihr Antrag bei den Stadtgesprächen ist abgelaufen")
        );
        await Eventually.Holds(async () =>
            (await city.Query(db => db.MembershipRequests.AnyAsync(row => row.Email == address))).ShouldBeFalse()
        );
        (await city.Query(db => db.Mails.CountAsync(mail => mail.Kind == MembershipExpired.Kind))).ShouldBe(1);
        city.Reported.Heard.ShouldBeEmpty();
    }

    private Task<IReadOnlyList<OpenRequest>> Open() =>
        city.Query(db =>
            OpenRequests.ListAsync(db, city.Service.Services.GetRequiredService<Tombstones>(), CancellationToken.None)
        );

    /// <summary>As the coordinator sees it now, unless something else was shown.</summary>
    private Task<ConfirmOutcome> Confirm(
        Guid request,
        Guid? member = null,
        DateOnly? from = null,
        DateOnly? until = null,
        string? shown = null,
        bool wasErased = false
    ) =>
        city.Query(async db =>
        {
            shown ??=
                (
                    await db.MembershipRequests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == request)
                )?.Fingerprint() ?? "";
            return await ConfirmRequest.HandleAsync(
                db,
                city.Service.Services.GetRequiredService<Tombstones>(),
                City.Key,
                new(request, shown, member, from, until, wasErased),
                city.Clock,
                CancellationToken.None
            );
        });

    private Task<bool> Refuse(Guid request, string reason) =>
        city.Query(db =>
            RefuseRequest.HandleAsync(db, request, reason, city.Clock.GetUtcNow(), CancellationToken.None)
        );

    private Task Retention() =>
        DataProtection.Retention.RunAsync<NotificationDbContext>(
            city.Service.Services,
            dryRun: false,
            CancellationToken.None
        );

    [Fact]
    public async Task What_was_asked_last_stands_there_even_if_it_came_first()
    {
        var (_, address) = await Asked("Rita", "Richtig");
        // As if it had been asked a minute after what comes now.
        await city.Query(db =>
            db.MembershipRequests.ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.ReceivedAt, row => row.ReceivedAt.AddMinutes(1))
            )
        );
        await Asked("Rita", "Falsch", address);
        (await Open()).ShouldHaveSingleItem().Request.LastName.ShouldBe("Richtig");
    }

    private async Task<(Guid Id, string Address)> Asked(string firstName, string lastName, string? address = null)
    {
        var (id, to) = (Guid.CreateVersion7(), address ?? $"{Guid.NewGuid():N}@rat.example");
        await Say(
            new MembershipRequested(
                City.Key,
                id,
                Seal(
                    new
                    {
                        firstName,
                        lastName,
                        faction = "Freie Liste",
                        address = to,
                    }
                )
            )
        );
        return (id, to);
    }

    private async Task Say(MembershipRequested message)
    {
        var id = Guid.NewGuid();
        await city.Hear(message, id);
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Set<InboxMessage>().AnyAsync(row => row.MessageId == id))).ShouldBeTrue()
        );
    }

    private string Seal(object content) => SealText(JsonSerializer.Serialize(content));

    private string SealText(string text)
    {
        var keys = city.Service.Services.GetRequiredService<AddressKeys>();
        return JWT.Encode(
            text,
            Jwk.FromJson(keys.PublicKey),
            JweAlgorithm.ECDH_ES_A256KW,
            JweEncryption.A256GCM,
            extraHeaders: new Dictionary<string, object> { ["kid"] = keys.KeyId }
        );
    }
}
