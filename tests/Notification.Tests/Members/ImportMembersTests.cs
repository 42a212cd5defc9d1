using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Members;

/// <summary>What an import changes here and tells the hub.</summary>
public sealed class ImportMembersTests
{
    private const string Header = "Kennung;Vorname;Nachname;E-Mail;Mandatsende\n";

    [Fact]
    public async Task A_second_import_updates_by_Kennung_and_leaves_whom_the_file_no_longer_names()
    {
        await using var city = await City.StartAsync();
        await city.Import(Header + "1;Testina;Alt;t@rat.example;\n2;Bleibt;Hier;b@rat.example;");
        var first = await city.Enrolled.Next(member => member.DisplayName == "Testina Alt");

        var report = await city.Import(Header + "1;Testina;Neu;t@rat.example;");
        (report.Added, report.Changed, report.NotInFile).ShouldBe((0, 1, 1));
        var second = await city.Enrolled.Next(member => member.DisplayName == "Testina Neu");
        (second.MemberId, second.Version).ShouldBe((first.MemberId, first.Version + 1));
        (await city.Import(Header + "1;Testina;Neu;neu@rat.example;")).Changed.ShouldBe(1);
        (await city.Query(db => db.Members.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task The_hub_hears_the_mandates_days_and_when_they_change()
    {
        await using var city = await City.StartAsync();
        const string header = "Kennung;Vorname;Nachname;E-Mail;Mandatsbeginn;Mandatsende;Fraktion\n";
        await city.Import(header + "1;Testina;Neu;t@rat.example;01.07.2024;;Freie Mäuse");
        var first = await city.Enrolled.Next(member => member.DisplayName == "Testina Neu");
        (first.MandateFrom, first.MandateUntil).ShouldBe((new DateOnly(2024, 7, 1), null));

        await city.Import(header + "1;Testina;Neu;anders@rat.example;01.07.2024;;Andere Mäuse");
        await city.Import(header + "1;Testina;Neu;anders@rat.example;01.07.2024;30.06.2099;Andere Mäuse");
        var second = await city.Enrolled.Next(member => member.MandateUntil is not null);
        (second.MemberId, second.Version, second.MandateUntil).ShouldBe(
            (first.MemberId, first.Version + 1, new DateOnly(2099, 6, 30))
        );
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_keeps_nothing()
    {
        await using var city = await City.StartAsync();
        var report = await city.Import(
            Header + "1;Testina;Probe;t@rat.example;\n;Ohne;Kennung;o@rat.example;",
            dryRun: true
        );
        (report.Added, report.Faults.Count).ShouldBe((1, 1));
        report.InGerman().ShouldContain("Zeile 3: Kennung fehlt.");
        (await city.Query(db => db.Members.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task An_address_of_somebody_else_is_refused()
    {
        await using var city = await City.StartAsync();
        await city.Import(Header + "1;Testina;Eins;t@rat.example;");
        (await city.Import(Header + "2;Andere;Person;t@rat.example;"))
            .Faults.Single()
            .Message.ShouldBe("Die E-Mail-Adresse gehört schon zu einer anderen Kennung.");
    }

    [Fact]
    public async Task A_mandate_that_has_ended_is_told_once_and_ends_the_mails()
    {
        await using var city = await City.StartAsync();
        await using var ended = await Listener<MandateEnded>.StartAsync(city.Service.Broker, $"from.{City.Key}");
        var today = DateOnly.FromDateTime(city.Clock.GetUtcNow().UtcDateTime);
        await city.Import(Header + $"1;Testina;Ende;t@rat.example;{today.AddDays(3):dd.MM.yyyy}");
        var enrolled = await city.Enrolled.Next(_ => true);
        await city.Hear(new MemberAccepted(City.Key, enrolled.MemberId, 1, "Testina Ende", []));

        city.Clock.Advance(TimeSpan.FromDays(5));
        (await ended.Next(_ => true)).ShouldBe(new(City.Key, enrolled.MemberId, 2));
        var (_, other) = await city.Member();
        await city.Hear(city.Session());
        await Eventually.Holds(() => city.Mails.To(other).ShouldHaveSingleItem());
        city.Mails.To("t@rat.example").ShouldBeEmpty();
        ended.Heard.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Somebody_without_an_address_is_kept_and_told_to_the_hub_only_when_there_is_one()
    {
        await using var city = await City.StartAsync();
        var report = await city.Import(
            "Name, Vorname;Partei/Fraktion\n\"Muster, Ohne\";Freie Mäuse\n".Replace(
                "Name, Vorname",
                "\"Name, Vorname\""
            )
        );
        (report.Added, report.WithoutAddress).ShouldBe((1, 1));
        var kept = await city.Query(db => db.Members.SingleAsync());
        (kept.Version, kept.Email, kept.Faction, kept.DisplayName).ShouldBe((0, null, "Freie Mäuse", "Ohne Muster"));

        // A file with addresses and marks, but without factions, completes the same person and takes nothing away.
        report = await city.Import(
            "Kennung;Vorname;Nachname;Mail\n7;Ohne;Muster;ohne@rat.example\n8;Erste;Gemeldete;e@rat.example"
        );
        (report.Added, report.Changed, report.WithoutAddress).ShouldBe((1, 1, 0));
        var enrolled = await city.Enrolled.Next(member => member.DisplayName == "Ohne Muster");
        (enrolled.MemberId, enrolled.Version).ShouldBe((kept.Id, 1));
        (await city.Query(db => db.Members.SingleAsync(member => member.Id == kept.Id))).Faction.ShouldBe(
            "Freie Mäuse"
        );
        await Eventually.Holds(() => city.Enrolled.Heard.Count.ShouldBe(2));
    }

    [Fact]
    public async Task The_same_person_from_two_sources_stays_one_and_nobody_becomes_somebody_else()
    {
        await using var city = await City.StartAsync();
        await city.Take(
            new MemberRecord(1, "Rita", "Beispiel")
            {
                Reference = "oparl:https://ris.example/p/1",
                Faction = "Freie Mäuse",
            }
        );
        await city.Import("Kennung;Vorname;Nachname;E-Mail\n17;Rita;Beispiel;rita@rat.example");
        var again = await city.Take(
            new MemberRecord(1, "Rita", "Beispiel-Muster")
            {
                Reference = "oparl:https://ris.example/p/1",
                Faction = "Freie Mäuse",
            }
        );
        (again.Changed, again.Added).ShouldBe((1, 0));
        var third = await city.Import("Kennung;Vorname;Nachname;E-Mail\n17;Rita;Beispiel-Muster;rita@rat.example");
        (third.Unchanged, third.Added).ShouldBe((1, 0));
        var one = await city.Query(db => db.Members.SingleAsync());
        (one.Reference, one.Email, one.LastName, one.Faction).ShouldBe(
            ("oparl:https://ris.example/p/1", "rita@rat.example", "Beispiel-Muster", "Freie Mäuse")
        );

        // A mailbox that several share, a namesake with another address, and one who stands there twice.
        var report = await city.Import(
            "Vorname;Nachname;E-Mail\nAnders;Ganz;rita@rat.example\nRita;Beispiel-Muster;neu@rat.example\n"
                + "Neu;Eins;n@rat.example\nNeu;Eins;N@rat.example\n"
        );
        report
            .Faults.Select(line => (line.Line, line.Code))
            .ShouldBe([(2, "address-taken"), (3, "same-name-other-address"), (5, "address-twice")]);
        report.Added.ShouldBe(1);
    }

    [Fact]
    public async Task Whose_mandate_was_over_before_anybody_knew_of_it_is_not_taken()
    {
        await using var city = await City.StartAsync();
        (await city.Import(Header + "1;Längst;Vorbei;l@rat.example;30.06.2019"))
            .Lines.Single()
            .Code.ShouldBe("mandate-over");
        (await city.Query(db => db.Members.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Who_comes_back_when_the_address_is_anothers_takes_it_from_nobody()
    {
        await using var city = await City.StartAsync();
        await city.Import(Header + "1;Anna;Früher;post@rat.example;");
        var anna = await city.Enrolled.Next(_ => true);
        await city.Hear(new MemberAccepted(City.Key, anna.MemberId, 1, anna.DisplayName, []));
        await city.Hear(new MemberDeparted(City.Key, anna.MemberId, 2));
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Members.SingleAsync())).State.ShouldBe(MemberState.Departed)
        );
        var bea = Guid.CreateVersion7();
        await city.Take(new MemberRecord(1, "Bea", "Jetzt") { Member = bea, Email = "post@rat.example" });

        var report = await city.Import("Kennung;Vorname;Nachname\n1;Anna;Früher-Neu");
        report.Lines.Single().Code.ShouldBe("address-taken");
        city.Enrolled.Heard.Count(word => word.MemberId == anna.MemberId).ShouldBe(1);

        // The hub may accept her all the same, for instance after a loss of its own database.
        await city.Hear(new MemberAccepted(City.Key, anna.MemberId, 3, anna.DisplayName, []));
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Members.SingleAsync(row => row.Id == anna.MemberId))).ShouldSatisfyAllConditions(
                row => row.State.ShouldBe(MemberState.Accepted),
                row => row.Email.ShouldBeNull()
            )
        );
        (await city.Query(db => db.Members.SingleAsync(row => row.Id == bea))).Email.ShouldBe("post@rat.example");
    }

    [Fact]
    public async Task An_import_and_the_hubs_word_on_the_same_member_wait_for_each_other_once()
    {
        await using var city = await City.StartAsync();
        await city.Import(Header + "1;Testina;Alt;t@rat.example;");
        var id = (await city.Enrolled.Next(_ => true)).MemberId;

        var import = await city.Query(async db =>
        {
            await using var word = await db.Database.BeginTransactionAsync();
            (await db.LockMemberAsync(id, CancellationToken.None))!.HubVersion = 7;
            var waiting = Task.Run(() => city.Import(Header + "1;Testina;Neu;t@rat.example;"));
            await Eventually.Holds(async () =>
                (
                    await city.Query(other =>
                        other
                            .Database.SqlQuery<int>(
                                $"""
                                select count(*)::int as "Value" from pg_stat_activity
                                where datname = current_database() and wait_event_type = 'Lock'
                                """
                            )
                            .SingleAsync()
                    )
                ).ShouldBe(1)
            );
            await db.SaveChangesAsync();
            await word.CommitAsync();
            return waiting;
        });

        (await import).Changed.ShouldBe(1);
        (await city.Query(db => db.Members.SingleAsync())).ShouldSatisfyAllConditions(
            row => row.HubVersion.ShouldBe(7),
            row => row.LastName.ShouldBe("Neu")
        );
    }
}
