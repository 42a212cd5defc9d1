using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.OParl;

namespace Stadtgespraeche.Notification.Tests.OParl;

/// <summary>What an import from a council information system makes of the city's list.</summary>
public sealed class TakeCouncilTests : IAsyncLifetime
{
    private City city = null!;
    private OParlServer server = null!;

    public async ValueTask InitializeAsync() =>
        (city, server) = (
            await City.StartAsync(new() { ["OParl:RetryAfter"] = "00:00:00", ["Partner:Name"] = "Musterstadt" }),
            await OParlServer.StartAsync()
        );

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await city.DisposeAsync();
    }

    [Fact]
    public async Task The_council_stands_in_the_list_without_addresses_and_its_term_ends_its_mandates()
    {
        var report = await OParlImport.RunAsync(city, server);
        report
            .Persons.Select(person => (person.Id[^1], person.Result, person.Code))
            .ShouldBe([
                ('1', LineResult.Taken, "no-address"),
                ('2', LineResult.Taken, "no-address"),
                ('3', LineResult.LeftOut, "mandate-over"),
                ('4', LineResult.LeftOut, "not-in-council"),
            ]);
        report.Faults.ShouldBe(0);
        (await Members()).ShouldSatisfyAllConditions(
            members =>
                members
                    .Select(member => (member.DisplayName, member.Faction, member.Role, member.Email))
                    .ShouldBe([
                        ("Testina Musterfrau", "Freie Mäuse", "Ratsmitglied", null),
                        ("Erwin Beispiel", null, "Oberbürgermeister", null),
                    ]),
            members =>
                members.ShouldAllBe(member =>
                    member.MandateUntil == new DateOnly(2099, 6, 30)
                    && member.MandateEnd == MandateEnd.Term
                    && member.Version == 0
                ),
            members => members[0].Reference.ShouldBe($"oparl:{server.Root}/person/1")
        );
        (await city.Query(db => db.OParlPages.CountAsync())).ShouldBe(0);

        var again = await OParlImport.RunAsync(city, server);
        (again.Taken, again.Updated, again.Unchanged).ShouldBe((0, 0, 2));
        city.Enrolled.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_keeps_nothing()
    {
        (await OParlImport.RunAsync(city, server, dryRun: true)).ShouldSatisfyAllConditions(
            report => report.Taken.ShouldBe(2),
            report => report.InGerman().ShouldContain("neu: Testina Musterfrau"),
            report => report.InGerman().ShouldNotContain(OParlServer.Private)
        );
        (await Members()).ShouldBeEmpty();
        (await city.Query(db => db.CouncilTerms.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Addresses_come_from_elsewhere_and_a_member_of_the_same_name_is_the_same_member()
    {
        await city.Import("Kennung;Vorname;Nachname;E-Mail\n17;Testina;Musterfrau;t@rat.example");
        var enrolled = await city.Enrolled.Next(_ => true);
        var report = await OParlImport.RunAsync(city, server);
        report
            .Persons.Single(person => person.Name == "Testina Musterfrau")
            .ShouldSatisfyAllConditions(
                person => person.Result.ShouldBe(LineResult.Updated),
                person => person.Message!.ShouldContain("Am Namen wiedererkannt")
            );
        (await Members())
            .Single(member => member.Id == enrolled.MemberId)
            .ShouldSatisfyAllConditions(
                member => member.Faction.ShouldBe("Freie Mäuse"),
                member => member.Email.ShouldBe("t@rat.example"),
                member => member.Reference.ShouldBe("17")
            );
        (await city.Enrolled.Next(member => member.Version == 2)).MandateUntil.ShouldBe(new DateOnly(2099, 6, 30));
        (await OParlImport.RunAsync(city, server)).Unchanged.ShouldBe(2);

        await city.Import("Vorname;Nachname;E-Mail\nErwin;Beispiel;e@rat.example");
        (await city.Enrolled.Next(member => member.DisplayName == "Erwin Beispiel")).Version.ShouldBe(1);
        (await Members()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_is_who_among_people_of_one_name_is_not_guessed()
    {
        await city.Import(
            "Kennung;Vorname;Nachname;E-Mail\n17;Testina;Musterfrau;t@rat.example\n18;Testina;Musterfrau;u@rat.example"
        );
        server.Persons(
            server.Person("1", "Testina", "Musterfrau", server.Seat("x")),
            server.Person("2", "Erwin", "Beispiel", server.Seat("x")),
            server.Person("5", "Erwin", "Beispiel", server.Seat("x"))
        );
        var report = await OParlImport.RunAsync(city, server);
        report.Persons.Select(person => person.Code).ShouldBe(["name-ambiguous", "no-address", "no-address"]);
        report.Faults.ShouldBe(1);
        (await Members()).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Who_left_the_council_gets_the_mandates_end_and_who_comes_back_is_the_same_member()
    {
        server.Persons([
            .. Enumerable
                .Range(1, 5)
                .Select(number =>
                    server.Person(
                        $"{number}",
                        "Testina",
                        $"Muster{number}",
                        server.Seat("x", """, "startDate": "2024-07-01" """)
                    )
                ),
        ]);
        await OParlImport.RunAsync(city, server);
        var today = DateOnly.FromDateTime(city.Clock.GetUtcNow().UtcDateTime);

        server.Persons([
            .. Enumerable
                .Range(1, 4)
                .Select(number =>
                    server.Person(
                        $"{number}",
                        "Testina",
                        $"Muster{number}",
                        server.Seat(
                            "x",
                            number == 1
                                ? $$""", "startDate": "2024-07-01", "endDate": "{{today.AddDays(-3):yyyy-MM-dd}}" """
                                : """, "startDate": "2024-07-01" """
                        )
                    )
                ),
        ]);
        var report = await OParlImport.RunAsync(city, server);
        report.Persons.Count(person => person.Result == LineResult.Updated).ShouldBe(2);
        report
            .Persons.Single(person => person.Name == "Testina Muster5")
            .Message!.ShouldContain("nicht mehr als Mitglied");
        (await Members())
            .Select(member => (member.LastName, member.MandateUntil, member.MandateEnd))
            .ShouldBe(
                [
                    ("Muster1", today.AddDays(-3), MandateEnd.Own),
                    ("Muster2", new DateOnly(2099, 6, 30), MandateEnd.Term),
                    ("Muster3", new DateOnly(2099, 6, 30), MandateEnd.Term),
                    ("Muster4", new DateOnly(2099, 6, 30), MandateEnd.Term),
                    ("Muster5", today.AddDays(-1), MandateEnd.Absence),
                ],
                ignoreOrder: true
            );

        // Muster5 is named again, and Muster1 was elected again.
        server.Persons([
            .. Enumerable
                .Range(1, 5)
                .Select(number =>
                    server.Person(
                        $"{number}",
                        "Testina",
                        $"Muster{number}",
                        server.Seat(
                            "x",
                            number == 1
                                ? $$""", "startDate": "{{today:yyyy-MM-dd}}" """
                                : """, "startDate": "2024-07-01" """
                        )
                    )
                ),
        ]);
        await OParlImport.RunAsync(city, server);
        var back = await Members();
        back.Count.ShouldBe(5);
        back.ShouldAllBe(member => member.MandateUntil == new DateOnly(2099, 6, 30));
    }

    [Fact]
    public async Task Nobodys_mandate_ends_when_half_the_council_is_missing_or_something_could_not_be_read()
    {
        server.Persons([
            .. Enumerable
                .Range(1, 6)
                .Select(number => server.Person($"{number}", "Testina", $"Muster{number}", server.Seat("x"))),
        ]);
        await OParlImport.RunAsync(city, server);
        server.Persons([
            .. Enumerable
                .Range(1, 2)
                .Select(number => server.Person($"{number}", "Testina", $"Muster{number}", server.Seat("x"))),
        ]);
        (await OParlImport.RunAsync(city, server)).Notes.ShouldContain(note =>
            note.StartsWith("4 Personen aus dem letzten Import")
        );
        server.Persons([
            .. Enumerable
                .Range(1, 5)
                .Select(number => server.Person($"{number}", "Testina", $"Muster{number}", server.Seat("x"))),
            """{ "name": "ohne Kennung" }""",
        ]);
        (await OParlImport.RunAsync(city, server)).Notes.ShouldContain(note => note.Contains("nicht alles gelesen"));
        server.Json("/persons", "[]");
        (await Should.ThrowAsync<OParlFault>(() => OParlImport.RunAsync(city, server))).Message.ShouldContain(
            "keine Mitglieder"
        );
        (await Members()).ShouldAllBe(member => member.MandateUntil == new DateOnly(2099, 6, 30));
    }

    [Fact]
    public async Task An_end_that_the_city_knows_holds_until_the_server_tells_of_a_new_mandate()
    {
        await OParlImport.RunAsync(city, server);
        var yesterday = DateOnly.FromDateTime(city.Clock.GetUtcNow().UtcDateTime).AddDays(-1);
        await city.Query(db =>
            db.Members.Where(member => member.LastName == "Musterfrau")
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(member => member.MandateUntil, yesterday)
                        .SetProperty(member => member.MandateEnd, MandateEnd.Own)
                )
        );
        (await OParlImport.RunAsync(city, server)).Persons[0].Message!.ShouldContain("der Server nennt kein Ende");
        (await Members())[0].MandateUntil.ShouldBe(yesterday);
    }

    [Fact]
    public async Task Who_asked_to_be_erased_does_not_come_back()
    {
        await using var erased = await city.Service.ListenFrom<MemberErased>(City.Key);
        await city.Import("Kennung;Vorname;Nachname;E-Mail\n17;Testina;Musterfrau;t@rat.example");
        var enrolled = await city.Enrolled.Next(_ => true);
        await city.Hear(
            new ErasureOrdered(City.Key, Guid.CreateVersion7(), enrolled.MemberId, ErasureCause.Requested, [])
        );
        await erased.Next(_ => true);

        var report = await OParlImport.RunAsync(city, server);
        report
            .Persons[0]
            .ShouldSatisfyAllConditions(
                person => person.Code.ShouldBe("erased"),
                person => person.IsFault.ShouldBeFalse()
            );
        (await Members()).ShouldHaveSingleItem().LastName.ShouldBe("Beispiel");

        // A namesake, or the same person who wants to, comes in with an address; then the import knows who is meant.
        (await city.Import("Kennung;Vorname;Nachname;E-Mail\n18;Testina;Musterfrau;neu@rat.example")).Added.ShouldBe(1);
        (await OParlImport.RunAsync(city, server)).Updated.ShouldBe(1);
    }

    [Fact]
    public async Task Ten_thousand_people_are_read_and_taken_with_progress()
    {
        const int all = 10_000,
            page = 500;
        for (var first = 0; first < all; first += page)
        {
            var people = string.Join(
                ",",
                Enumerable
                    .Range(first, page)
                    .Select(number => server.Person($"{number}", "Testina", $"Muster{number}", server.Seat("x")))
            );
            var next = first + page < all ? $"\"next\": \"{server.Root}/persons?page={first + page}\"" : "";
            server.Json(
                first == 0 ? "/persons" : $"/persons?page={first}",
                $$"""{ "data": [ {{people}} ], "links": { {{next}} } }"""
            );
        }

        var told = new List<int>();
        var report = await OParlImport.RunAsync(city, server, progress: walk => told.Add(walk.Persons));
        (report.Taken, report.Persons.Count).ShouldBe((all, all));
        told.Last().ShouldBe(all);
        told.Count.ShouldBeGreaterThanOrEqualTo(all / page);
    }

    private Task<List<Member>> Members() =>
        city.Query(db => db.Members.AsNoTracking().OrderBy(member => member.Reference).ToListAsync());
}
