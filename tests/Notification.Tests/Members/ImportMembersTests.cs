using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
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

        var report = await city.Import(Header + "1;Testina;Neu;neu@rat.example;");
        (report.Added, report.Changed, report.NotInFile).ShouldBe((0, 1, 1));
        var second = await city.Enrolled.Next(member => member.DisplayName == "Testina Neu");
        (second.MemberId, second.Version).ShouldBe((first.MemberId, first.Version + 1));
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
        (second.MemberId, second.Version, second.MandateUntil).ShouldBe((first.MemberId, first.Version + 1, new DateOnly(2099, 6, 30)));
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_keeps_nothing()
    {
        await using var city = await City.StartAsync();
        var report = await city.Import(Header + "1;Testina;Probe;t@rat.example;\n;Ohne;Kennung;o@rat.example;", dryRun: true);
        (report.Added, report.Faults.Count).ShouldBe((1, 1));
        report.InGerman().ShouldContain("Zeile 3: Kennung fehlt.");
        (await city.Query(db => db.Members.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task An_address_of_somebody_else_is_refused()
    {
        await using var city = await City.StartAsync();
        await city.Import(Header + "1;Testina;Eins;t@rat.example;");
        (await city.Import(Header + "2;Andere;Person;t@rat.example;")).Faults.Single().Message
            .ShouldBe("Die E-Mail-Adresse gehört schon zu einer anderen Kennung.");
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
}
