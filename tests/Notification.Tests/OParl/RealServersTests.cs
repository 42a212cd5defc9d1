using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.OParl;

namespace Stadtgespraeche.Notification.Tests.OParl;

/// <summary>What a server writes in another way, or wrongly, ends nobody's mandate and makes nobody somebody else.</summary>
public sealed class RealServersTests : IAsyncLifetime
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

    public static TheoryData<string> Oddities =>
        [
            "membership as one object",
            "membership by numbers",
            "membership as an address",
            "membership as a list of addresses",
            "membership that is no membership",
            "data by numbers",
            "data that is null",
            "data that is a text",
            "a fault with status 200",
            "an entry that is null",
            "fewer than it says",
            "an empty page before the last",
            "no list at all",
        ];

    [Theory, MemberData(nameof(Oddities))]
    public async Task A_list_that_is_built_in_another_way_or_not_at_all_ends_no_mandate(string oddity)
    {
        server.Persons(People(6));
        await OParlImport.RunAsync(city, server);

        // Of six people the sixth comes in an odd way, or does not come.
        var (five, seat) = (string.Join(",\n", People(5)), server.Seat("Ratsmitglied"));
        server.Json("/membership/6", seat.Replace("\"role\"", $"\"person\": \"{server.Root}/person/6\", \"role\""));
        string Sixth(string membership) =>
            $$"""
                { "id": "{{server.Root}}/person/6", "familyName": "Beispiel6", "givenName": "Rita", "membership": {{membership}} }
                """;
        var address = $"\"{server.Root}/membership/6\"";
        var sixth = People(6)[^1];
        server.Json("/person/6", Sixth("[]"));
        var all = $"{five}, {sixth}";
        server.Json(
            "/persons",
            oddity switch
            {
                "membership as one object" => $$"""{ "data": [ {{five}}, {{Sixth(seat)}} ] }""",
                "membership by numbers" => $$"""{ "data": [ {{five}}, {{Sixth($$"""{ "0": {{seat}} }""")}} ] }""",
                "membership as an address" => $$"""{ "data": [ {{five}}, {{Sixth(address)}} ] }""",
                "membership as a list of addresses" => $$"""{ "data": [ {{five}}, {{Sixth($"[ {address} ]")}} ] }""",
                "membership that is no membership" => $$"""{ "data": [ {{five}}, {{Sixth("[ true ]")}} ] }""",
                "data by numbers" =>
                    $$"""{ "data": { {{string.Join(",\n", People(6).Select((person, at) => $"\"{at + 3}\": {person}"))}} } }""",
                "data that is null" => """{ "data": null, "links": {} }""",
                "data that is a text" => """{ "data": "zurzeit nicht" }""",
                "a fault with status 200" => """{ "error": "Wartung" }""",
                "an entry that is null" => $$"""{ "data": [ {{five}}, null ] }""",
                "fewer than it says" => $$"""{ "data": [ {{five}} ], "pagination": { "totalElements": 6 } }""",
                "an empty page before the last" => $$"""
                { "data": [ {{five}} ], "links": { "next": "{{server.Root}}/persons?page=2" } }
                """,
                _ => "true",
            }
        );
        server.Json("/persons?page=2", """{ "data": [], "pagination": { "currentPage": 2, "totalPages": 3 } }""");
        try
        {
            await OParlImport.RunAsync(city, server);
        }
        catch (OParlFault)
        {
            // Nothing could be read, so nothing was taken.
        }

        (await city.Query(db => db.Members.AsNoTracking().ToListAsync())).ShouldAllBe(
            member => member.MandateEnd != MandateEnd.Absence,
            oddity
        );
        all.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Whoever_comes_by_an_object_or_an_address_is_taken()
    {
        server.Json(
            "/persons",
            $$"""
            { "data": { "1": { "id": "{{server.Root}}/person/1", "name": "Beispiel, Rita, Dr.", "membership": {{server.Seat(
                "x"
            )}} },
                        "2": { "id": "{{server.Root}}/person/2", "familyName": "Muster", "givenName": "Otto", "title": { "0": "Dr." },
                               "membership": [ "{{server.Root}}/membership/2" ] } } }
            """
        );
        server.Json(
            "/membership/2",
            server.Seat("Ratsmitglied").Replace("\"role\"", $"\"person\": \"{server.Root}/person/2\", \"role\"")
        );
        server.Json(
            "/person/2",
            $$"""{ "id": "{{server.Root}}/person/2", "familyName": "Muster", "givenName": "Otto", "title": { "0": "Dr." } }"""
        );
        await OParlImport.RunAsync(city, server);
        (
            await city.Query(db =>
                db.Members.OrderBy(member => member.Reference).Select(member => member.DisplayName).ToListAsync()
            )
        ).ShouldBe(["Dr. Rita Beispiel", "Dr. Otto Muster"]);
    }

    [Fact]
    public async Task An_id_that_is_somebody_elses_now_turns_nobody_into_somebody_else()
    {
        server.Persons(People(4));
        await OParlImport.RunAsync(city, server);
        server.Persons(
            server.Person("1", "Otto", "Andersmann", server.Seat("x")),
            // Married within the mandate, written in another way, and the name of another.
            server.Person("2", "Rita", "Neu", server.Seat("x")),
            server.Person("3", "R.", "Beispiel3", server.Seat("x")),
            server.Person("4", "Rita", "Beispiel3", server.Seat("x"))
        );
        var report = await OParlImport.RunAsync(city, server);
        report
            .Persons.Select(person => person.Code)
            .ShouldBe(["reference-of-another", "no-address", "no-address", "reference-of-another"]);
        report.Persons[0].Message!.ShouldContain("gehörte bisher zu Rita Beispiel1");
        (await city.Query(db => db.Members.AsNoTracking().OrderBy(member => member.Reference).ToListAsync()))
            .Select(member => (member.DisplayName, member.MandateEnd == MandateEnd.Absence))
            .ShouldBe([
                ("Rita Beispiel1", false),
                ("Rita Neu", false),
                ("R. Beispiel3", false),
                ("Rita Beispiel4", false),
            ]);
    }

    [Fact]
    public async Task Another_last_name_with_another_mandate_under_one_id_is_asked_about()
    {
        server.Persons(server.Person("1", "Thomas", "Alt", server.Seat("x", """, "startDate": "2019-07-01" """)));
        await OParlImport.RunAsync(city, server);
        server.Persons(server.Person("1", "Thomas", "Neu", server.Seat("x", """, "startDate": "2024-07-01" """)));
        (await OParlImport.RunAsync(city, server)).Persons.Single().Code.ShouldBe("reference-of-another");
    }

    [Fact]
    public async Task What_means_nothing_is_nothing_and_a_faction_that_cannot_be_read_is_kept()
    {
        await OParlImport.RunAsync(city, server);
        server.Json(
            "/organizations",
            $$"""
            { "data": [
                { "id": "{{server.Root}}/organization/rat", "name": "Stadtrat", "classification": "Stadtrat" },
                { "id": "{{server.Root}}/organization/enten", "name": "Enten", "classification": "Fraktion" } ] }
            """
        );
        server.Persons(
            server.Person("1", "Testina", "Musterfrau", server.Seat("N/A"), server.Membership("maeuse")),
            server.Person(
                "2",
                "Erwin",
                "Beispiel",
                server.Seat("k. A.", """, "endDate": "-" """),
                server.Membership("enten")
            )
        );
        await OParlImport.RunAsync(city, server);
        (await city.Query(db => db.Members.OrderBy(member => member.Reference).ToListAsync()))
            .Select(member => (member.LastName, member.Faction, member.Role))
            .ShouldBe([("Musterfrau", "Freie Mäuse", "Ratsmitglied"), ("Beispiel", "Enten", "Oberbürgermeister")]);
    }

    [Fact]
    public async Task Names_made_for_a_web_page_are_names()
    {
        server.Persons(server.Person("1", "J&ouml;rg", "M&uuml;ller", server.Seat("Rat &amp; Tat")));
        await OParlImport.RunAsync(city, server);
        (await city.Query(db => db.Members.SingleAsync())).ShouldSatisfyAllConditions(
            member => member.DisplayName.ShouldBe("Jörg Müller"),
            member => member.Role.ShouldBe("Rat & Tat")
        );
    }

    private string[] People(int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(number => server.Person($"{number}", "Rita", $"Beispiel{number}", server.Seat("Ratsmitglied"))),
        ];
}
