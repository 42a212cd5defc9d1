using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Members;

namespace Stadtgespraeche.Notification.Tests.Members;

/// <summary>Nobody in the list becomes somebody else, whatever number stands before a name.</summary>
public sealed class SamePersonTests
{
    [Theory]
    [InlineData("Nr")]
    [InlineData("Lfd. Nr.")]
    [InlineData("ID")]
    public async Task Another_list_with_the_same_running_numbers_turns_nobody_into_somebody_else(string title)
    {
        await using var city = await City.StartAsync();
        await city.Import($"{title};Vorname;Nachname;E-Mail\n1;Anna;Alpha;a@rat.example\n2;Bea;Beta;b@rat.example\n");
        var before = await People(city);
        var report = await city.Import(
            $"{title};Vorname;Nachname;E-Mail\n1;Carla;Gamma;c@rat.example\n2;Anna;Alpha;a@rat.example\n"
        );
        (report.Added, report.Changed, report.Unchanged, report.NotInFile).ShouldBe((1, 0, 1, 1));
        (await People(city)).ShouldBe([.. before, ("Carla Gamma", "c@rat.example")], ignoreOrder: true);
    }

    [Fact]
    public async Task A_line_stops_where_name_and_address_differ_under_one_Kennung_and_nothing_opens_for_a_stranger()
    {
        await using var city = await City.StartAsync();
        await city.Import("Kennung;Vorname;Nachname;E-Mail\n1;Anna;Alpha;a@rat.example\n2;Bea;Beta;b@rat.example\n");
        var anna = await city.Enrolled.Next(word => word.DisplayName == "Anna Alpha");
        await city.Hear(new MemberAccepted(City.Key, anna.MemberId, 1, "Anna Alpha", []));
        var before = await People(city);

        var report = await city.Import(
            "Kennung;Vorname;Nachname;E-Mail\n1;Carla;Gamma;c@rat.example\n2;Bea;Beta;neu@rat.example\n"
        );
        report
            .Faults.Single()
            .ShouldSatisfyAllConditions(
                line => (line.Line, line.Code).ShouldBe((2, "reference-of-another")),
                line => line.Message!.ShouldContain("eine andere Person")
            );
        report.Changed.ShouldBe(1);
        (await People(city)).ShouldBe([before[0], ("Bea Beta", "neu@rat.example")], ignoreOrder: true);
        city.Enrolled.Heard.ShouldAllBe(word => word.DisplayName != "Carla Gamma");
    }

    [Theory]
    // Who marries, moves to another mailbox, or is written in another way stays who she is.
    [InlineData("Anna;Alpha-Muster;neu@rat.example", true)]
    [InlineData("Anna;Neu;a@rat.example", true)]
    [InlineData("Anna Lena;Alpha;neu@rat.example", true)]
    [InlineData("A.;Alpha;neu@rat.example", true)]
    [InlineData("Alpha;Anna;neu@rat.example", true)]
    [InlineData("Anna;Alpha;", true)]
    [InlineData("Anna;Neu;", true)]
    [InlineData("Anna;Neu;neu@rat.example", false)]
    [InlineData("Carla;Alpha;neu@rat.example", false)]
    [InlineData("Carla;Alpha;", false)]
    [InlineData("Carla;Gamma;", false)]
    // The number of one and the name of the other.
    [InlineData("Anna;Beta;", false)]
    public async Task Name_or_address_must_speak_for_the_person_as_well(string line, bool same)
    {
        await using var city = await City.StartAsync();
        await city.Import("Kennung;Vorname;Nachname;E-Mail\nK1;Anna;Alpha;a@rat.example\nK2;Anna;Beta;b@rat.example\n");
        var report = await city.Import($"Kennung;Vorname;Nachname;E-Mail\nK1;{line}\n");
        report.Lines.Single().Code.ShouldBe(same ? null : "reference-of-another");
        (await People(city)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("Otto;Alpha", false)]
    [InlineData("Carla;Gamma", false)]
    [InlineData("Annie;Alpha", true)]
    [InlineData("Anna;Neu", true)]
    public async Task A_mailbox_that_two_share_makes_them_no_one_person(string name, bool same)
    {
        await using var city = await City.StartAsync();
        await city.Import("Vorname;Nachname;E-Mail\nAnna;Alpha;familie@rat.example\n");
        var report = await city.Import($"Vorname;Nachname;E-Mail\n{name};familie@rat.example\n");
        report.Lines.Single().Code.ShouldBe(same ? null : "address-taken");
    }

    [Fact]
    public async Task The_same_person_with_what_nobody_sees_in_name_and_address_is_found_again()
    {
        await using var city = await City.StartAsync();
        await city.Import("Vorname;Nachname;E-Mail\nJürgen;Müller;m@rat.example\n");
        var report = await city.Import(
            "Vorname;Nachname;E-Mail\nJu\u0308r\u200Bgen;Mu\u0308l\u00ADler;\u202Am\u200B@rat.example\u00A0\n"
        );
        (report.Added, report.Unchanged).ShouldBe((0, 1));
    }

    [Fact]
    public async Task Swapped_names_and_what_changes_are_seen_before_anything_is_taken_over()
    {
        await using var city = await City.StartAsync();
        await city.Import(
            "Vorname;Nachname;E-Mail;Fraktion;Mandat bis\nAnna;Alpha;a@rat.example;Freie Mäuse;\nBea;Beta;b@rat.example;;\n"
                + "Carla;Gamma;c@rat.example;;\n"
        );
        var today = DateOnly.FromDateTime(city.Clock.GetUtcNow().UtcDateTime);
        var report = await city.Import(
            "Vorname;Nachname;E-Mail;Fraktion;Mandat bis\nAlpha;Anna;a@rat.example;Andere Mäuse;\n"
                + $"Bea;Beta;b@rat.example;;{today.AddDays(-2):dd.MM.yyyy}\nDora;Delta;d@rat.example;;\nEva;Epsilon;kaputt;;\n",
            dryRun: true
        );
        report
            .Lines[0]
            .ShouldSatisfyAllConditions(
                line => line.Doubt!.ShouldContain("vertauscht"),
                line =>
                    line.Change!.Fields.Select(field => field.ToString())
                        .ShouldBe([
                            "Vorname: Anna → Alpha",
                            "Nachname: Alpha → Anna",
                            "Fraktion: Freie Mäuse → Andere Mäuse",
                        ])
            );
        report.Lines[1].Change!.Ends.ShouldBeTrue();
        (report.Lines[2].Result, report.Lines[2].Change!.LastName).ShouldBe((LineResult.Taken, "Delta"));
        report.NotNamed.ShouldBe(["Carla Gamma"]);
        (await People(city)).Count.ShouldBe(3);
    }

    private static Task<List<(string Name, string? Email)>> People(City city) =>
        city.Query(async db =>
            (await db.Members.AsNoTracking().OrderBy(member => member.DisplayName).ToListAsync())
                .Select(member => (member.DisplayName, member.Email))
                .ToList()
        );
}
