using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Stadtgespraeche.Notification.OParl;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.OParl;

/// <summary>
/// Councils are read from servers as they really are: each oddity is one that was seen, or an attack.
/// </summary>
[Collection(OParlCollection.Name)]
public sealed class WalkOParlTests(OParlCity oparl) : IAsyncLifetime
{
    private OParlServer server = null!;

    public async ValueTask InitializeAsync() => server = await OParlServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_good_server_gives_its_council_with_factions_roles_and_days_and_everybody_else_is_explained()
    {
        var (walk, people) = await oparl.WalkAsync(server);
        (walk.State, walk.Fault, walk.CouncilName, walk.BodyName, walk.Persons).ShouldBe(
            (OParlWalkState.Ready, null, "Stadtrat", "Stadt Musterstadt", 4)
        );
        people
            .People.Select(person => (person.Name.Last, person.Faction, person.Role, person.Over))
            .ShouldBe([
                ("Musterfrau", "Freie Mäuse", "Ratsmitglied", false),
                ("Beispiel", null, "Oberbürgermeister", false),
                ("Person", null, "Ratsmitglied", true),
            ]);
        people
            .Others.ShouldHaveSingleItem()
            .ShouldBe(
                new($"{server.Root}/person/4", null, "not-in-council", "Die Person ist nicht Mitglied des Rates.")
            );
        people.TermUntil.ShouldBe(new DateOnly(2099, 6, 30));
        walk.Incomplete.ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_but_the_allowed_fields_is_kept_and_of_people_outside_the_council_only_that_they_are_there()
    {
        var (walk, _) = await oparl.WalkAsync(server);
        var kept = string.Join(
            "\n",
            await oparl.City.Query(db =>
                db.OParlPages.Where(page => page.WalkId == walk.Id).Select(page => page.Content).ToListAsync()
            )
        );
        kept.ShouldContain("Musterfrau");
        kept.ShouldNotContain(OParlServer.Private);
        kept.ShouldNotContain("Verwaltung");
    }

    public static TheoryData<string, string> OddLists =>
        new()
        {
            { "a bare array", """[ P1, P2, P3, P4 ]""" },
            { "data as one object", """{ "data": P1, "links": { "next": "/rest" } }""" },
            { "objects without type", """{ "data": [ P1, P2, P3, P4 ].replace }""" },
            { "a next page that is this page", """{ "data": [ P1, P2, P3, P4 ], "links": { "next": "/persons" } }""" },
            { "a relative next page", """{ "data": [ P1, P2 ], "links": { "next": "rest" } }""" },
            { "an empty next page", """{ "data": [ P1, P2, P3, P4 ], "links": { "next": "" } }""" },
            { "a next page as an object", """{ "data": [ P1, P2 ], "links": { "next": { "href": "/rest" } } }""" },
            {
                "pages without links",
                """{ "data": [ P1, P2 ], "pagination": { "currentPage": 1, "totalPages": "2" } }"""
            },
            { "trailing commas and comments", """{ "data": [ P1, /* zwei */ P2, P3, P4, ], }""" },
            { "a byte order mark", "\uFEFF[ P1, P2, P3, P4 ]" },
            { "everybody twice", """[ P1, P2, P3, P4, P4, P3, P2, P1 ]""" },
            {
                "entries that are none",
                """[ null, 7, "x", [], {}, P1, P2, { "id": "m", "type": "https://schema.oparl.org/1.0/Meeting" }, P3, P4 ]"""
            },
        };

    [Theory, MemberData(nameof(OddLists))]
    public async Task A_list_may_be_built_in_any_way(string oddity, string json)
    {
        string[] people =
        [
            server.Person("1", "Testina", "Musterfrau", server.Seat("Ratsmitglied"), server.Membership("maeuse")),
            server.Person("2", "Erwin", "Beispiel", server.Seat("Oberbürgermeister")),
            server.Person("3", "Ehemalige", "Person", server.Seat("x", """, "endDate": "2019-06-30" """)),
            server.Person("4", "Nur", "Verwaltung"),
        ];
        var page = json.Replace(".replace", "");
        for (var i = 0; i < 4; i++)
        {
            page = page.Replace(
                $"P{i + 1}",
                oddity == "objects without type" ? people[i].Replace("\"type\"", "\"typ\"") : people[i]
            );
        }

        server.Json("/persons", page);
        foreach (var rest in (string[])["/rest", "/persons?page=2"])
        {
            server.Json(rest, $"[ {people[1]}, {people[2]}, {people[3]} ]");
        }

        var (walk, found) = await oparl.WalkAsync(server);
        (walk.State, walk.Fault).ShouldBe((OParlWalkState.Ready, null), oddity);
        (found.People.Count, found.Others.Count).ShouldBe((3, 1), oddity);
        found.People.Select(person => person.Faction).ShouldBe(["Freie Mäuse", null, null]);
    }

    [Fact]
    public async Task A_server_that_always_names_a_next_page_is_left_when_nothing_new_comes()
    {
        var person = server.Person("1", "Testina", "Musterfrau", server.Seat("Ratsmitglied"));
        for (var i = 0; i < 40; i++)
        {
            server.Json(
                i == 0 ? "/persons" : $"/persons?page={i}",
                $$"""{ "data": [ {{(i == 0 ? person : "")}} ], "links": { "next": "{{server.Root}}/persons?page={{i + 1}}" } }"""
            );
        }

        var (walk, people) = await oparl.WalkAsync(server);
        walk.State.ShouldBe(OParlWalkState.Ready);
        people.People.ShouldHaveSingleItem();
        server.Asked.Count(asked => asked.StartsWith("/persons")).ShouldBeLessThan(8);
        walk.Notes.ShouldContain(note => note.Contains("immer weitere Seiten"));
    }

    [Fact]
    public async Task A_server_that_invents_people_for_ever_is_left_after_the_most_pages_and_nothing_is_ready()
    {
        var i = 0;
        string Page() =>
            $$"""
                { "data": [ {{server.Person($"x{++i}", "Immer", "Neu", server.Seat("x"))}} ],
                  "links": { "next": "{{server.Root}}/persons?page={{i + 1}}" } }
                """;
        server.On("/persons", context => context.Response.WriteAsync(Page()));
        for (var page = 0; page < 60; page++)
        {
            server.On($"/persons?page={page}", context => context.Response.WriteAsync(Page()));
        }

        var (walk, _) = await oparl.WalkAsync(server, set: settings => settings.MostPages = 20);
        (walk.State, walk.Pages).ShouldBe((OParlWalkState.Stopped, 20));
        walk.Fault!.ShouldContain("noch kein Ende");
    }

    [Fact]
    public async Task A_limit_in_the_addresses_of_the_server_loses_nobody_and_no_filter_is_ever_added()
    {
        server.Json(
            "/bodies",
            $$"""
            [ { "id": "{{server.Root}}/body/1", "name": "Musterstadt",
                "organization": "{{server.Root}}/organizations", "person": "{{server.Root}}/persons?limit=2" } ]
            """
        );
        server.Json(
            "/persons?limit=2",
            $"[ {server.Person("1", "Testina", "Musterfrau", server.Seat("x"))}, "
                + $"{server.Person("2", "Erwin", "Beispiel", server.Seat("x"))} ]"
        );
        var (_, people) = await oparl.WalkAsync(server);
        (people.People.Count, people.Others.Count).ShouldBe((3, 1));
        server.Asked.ShouldAllBe(asked =>
            !asked.Contains("modified_since") && (!asked.Contains("limit") || asked == "/persons?limit=2")
        );
    }

    [Fact]
    public async Task A_404_is_an_empty_list_or_its_end_and_then_nobody_is_taken_for_gone()
    {
        server.Json(
            "/bodies",
            $$"""
            [ { "id": "{{server.Root}}/body/1", "name": "Musterstadt",
                "organization": "{{server.Root}}/organizations", "person": "{{server.Root}}/persons",
                "legislativeTermList": "{{server.Root}}/none" } ]
            """
        );
        server.Json(
            "/persons",
            $$"""
            { "data": [ {{server.Person("1", "Testina", "Musterfrau", server.Seat("x"))}} ],
              "links": { "next": "{{server.Root}}/persons?page=2" } }
            """
        );
        var (walk, people) = await oparl.WalkAsync(server);
        (walk.State, walk.Incomplete).ShouldBe((OParlWalkState.Ready, true));
        people.People.ShouldHaveSingleItem();
        walk.Notes.ShouldContain(note => note.StartsWith("Wahlperioden: Eine Seite gibt es nicht"));
    }

    [Fact]
    public async Task Days_and_names_are_taken_as_real_servers_write_them()
    {
        server.Persons(
            server.Person(
                "1",
                "Testina\u0000\\u0007\\u202e\\ud800\uFFFE\\ufffe",
                "Muster\\tfrau",
                server.Seat(
                    "Rats\\u0001mitglied\\\\ud83d\\ude00",
                    """, "startDate": "2024-06-30T22:00:00Z", "endDate": "" """
                )
            ),
            server.Person(
                "2",
                "Erwin",
                "Beispiel",
                server.Seat("x", """, "startDate": "01.07.2024", "endDate": "2019-06-30" """)
            ),
            server.Person("3", "Kein", "Datum", server.Seat("x", """, "startDate": "demnächst", "endDate": null """)),
            $$"""
            { "id": "{{server.Root}}/person/4", "name": "Frau Prof. Dr. Anna Maria von der Muster", "title": [],
              "membership": [ {{server.Seat("x")}} ] }
            """,
            $$"""
            { "id": "{{server.Root}}/person/5", "name": "Muster, Dr. Otto", "affix": "jun.",
              "membership": [ {{server.Seat("x")}} ] }
            """,
            $$"""{ "id": "{{server.Root}}/person/6", "name": "Einname", "membership": [ {{server.Seat("x")}} ] }"""
        );
        var (walk, found) = await oparl.WalkAsync(server);
        var people = found.People.ToDictionary(person => person.Id[^1]);
        (people['1'].Name, people['1'].Role, people['1'].From, people['1'].Until).ShouldBe(
            (
                new PersonName(null, "Testina \ufffd", "Muster frau"),
                "Rats mitglied\\ud83d\ufffd",
                new DateOnly(2024, 7, 1),
                null
            )
        );
        (people['2'].Until, people['2'].Over).ShouldBe((null, false));
        people['2'].Remarks.ShouldHaveSingleItem().ShouldContain("vor dem Mandatsbeginn");
        walk.Notes.ShouldContain(note => note.Contains("kein Datum"));
        people['4'].Name.ShouldBe(new PersonName("Prof. Dr.", "Anna Maria", "von der Muster"));
        people['5'].Name.ShouldBe(new PersonName("Dr.", "Otto", "Muster jun."));
        found
            .Others.ShouldHaveSingleItem()
            .ShouldBe(new($"{server.Root}/person/6", "Einname", "name-missing", "Vorname oder Nachname fehlt."));
    }

    [Fact]
    public async Task OParl_1_1_with_memberships_in_a_list_of_their_own_and_references_into_nothing()
    {
        server.Json(
            "/bodies",
            $$"""
            { "data": [ { "id": "{{server.Root}}/body/1", "name": "Musterstadt",
                "organization": "{{server.Root}}/organizations", "person": "{{server.Root}}/persons",
                "membership": "{{server.Root}}/memberships" } ] }
            """
        );
        string Of(string id, string person, string organization) =>
            $$"""
                { "id": "{{server.Root}}/membership/{{id}}", "person": "{{server.Root}}/person/{{person}}",
                  "organization": "{{server.Root}}/organization/{{organization}}",
                  "onBehalfOf": "{{server.Root}}/organization/fehlt" }
                """;
        server.Json(
            "/memberships",
            $"[ {Of("1", "1", "rat")}, {Of("2", "1", "maeuse")}, {Of("3", "7", "rat")}, {Of("4", "8", "rat")}, {Of("5", "4", "bau")} ]"
        );
        server.Persons(server.Person("1", "Testina", "Musterfrau"), server.Person("4", "Nur", "Verwaltung"));
        server.Json("/person/7", server.Person("7", "Nicht", "Gelistet"));
        var (walk, people) = await oparl.WalkAsync(server);
        people
            .People.Select(person => (person.Name.Last, person.Faction))
            .ShouldBe([("Musterfrau", "Freie Mäuse"), ("Gelistet", null)]);
        people.Others.Select(other => other.Id[^1]).ShouldBe(['4', '8']);
        walk.Notes.ShouldContain("Manche Verweise des Servers führen ins Leere.");
        server.Asked.ShouldContain("/organization/fehlt");
    }

    [Fact]
    public async Task The_memberships_that_only_the_council_names_are_fetched()
    {
        server.Json(
            "/organizations",
            $$"""
            [ { "id": "{{server.Root}}/organization/rat", "name": "Rat der Stadt",
                "membership": [ "{{server.Root}}/membership/1", "{{server.Root}}/membership/9" ] } ]
            """
        );
        server.Json(
            "/membership/1",
            $$"""
            { "id": "{{server.Root}}/membership/1", "person": "{{server.Root}}/person/1",
              "organization": "{{server.Root}}/organization/rat" }
            """
        );
        server.Persons(server.Person("1", "Testina", "Musterfrau"));
        server.Json("/person/1", server.Person("1", "Testina", "Musterfrau"));
        var (walk, people) = await oparl.WalkAsync(server);
        people.People.ShouldHaveSingleItem().Name.Last.ShouldBe("Musterfrau");
        walk.Incomplete.ShouldBeTrue();
    }

    public static TheoryData<string, string> Attacks =>
        new()
        {
            { "html", "Webseite statt mit Daten" },
            { "broken", "kein gültiges JSON" },
            { "deep", "kein gültiges JSON" },
            { "huge", "größer als 1 MB" },
            { "endless", "größer als 1 MB" },
            { "bomb", "größer als 1 MB" },
            { "hang", "nicht zu Ende geantwortet" },
            { "drip", "nicht zu Ende geantwortet" },
            { "elsewhere", "anderen Rechner um (anders.example)" },
            { "circle", "im Kreis" },
            { "busy", "Status 503" },
            { "forbidden", "Status 403" },
            { "abort", "abgebrochen" },
            { "next elsewhere", "führt auf einem anderen Rechner weiter" },
            { "next too long", "unter einer viel zu langen Adresse" },
        };

    [Theory, MemberData(nameof(Attacks))]
    public async Task What_cannot_be_read_stops_the_walk_with_its_reason_and_the_next_one_goes_on_there(
        string attack,
        string reason
    )
    {
        server.On("/persons", context => AttackAsync(context, attack));
        var patience = attack is "hang" or "drip" ? TimeSpan.FromSeconds(3) : TimeSpan.FromSeconds(60);
        var (walk, _) = await oparl.WalkAsync(
            server,
            set: settings => (settings.LargestAnswer, settings.Patience) = (1024 * 1024, patience)
        );
        walk.State.ShouldBe(OParlWalkState.Stopped);
        walk.Fault!.ShouldStartWith("Personen: ");
        walk.Fault.ShouldContain(reason);

        server.Asked.Clear();
        server.Good();
        var (again, people) = await oparl.WalkAsync(server);
        (again.Id, again.State, people.People.Count).ShouldBe((walk.Id, OParlWalkState.Ready, 3));
        server.Asked.ShouldBe(["/persons"]);
    }

    [Fact]
    public async Task What_nobody_thought_of_stops_that_reading_with_a_reason_and_not_the_service()
    {
        var services = oparl.City.Service.Services;
        var walk = new OParlWalk
        {
            Id = Guid.CreateVersion7(),
            Origin = OParlWalk.Page,
            Address = server.System,
            StartedAt = oparl.City.Clock.GetUtcNow(),
        };
        await oparl.City.Query(async db =>
        {
            db.Add(walk);
            db.Add(
                new OParlPage
                {
                    WalkId = walk.Id,
                    List = OParlList.Start,
                    Address = walk.Address,
                    Read = true,
                    Content = "[]",
                }
            );
            return await db.SaveChangesAsync();
        });
        services.GetRequiredService<ContinueOParlWalks>().Wake();

        await Eventually.Holds(async () =>
            (
                await oparl.City.Query(db => db.OParlWalks.SingleAsync(row => row.Id == walk.Id))
            ).ShouldSatisfyAllConditions(
                row => row.State.ShouldBe(OParlWalkState.Stopped),
                row => row.Fault!.ShouldContain("unerwarteten Fehler")
            )
        );
        services
            .GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStopping.IsCancellationRequested.ShouldBeFalse();
        await oparl.City.Query(db => OParlWalkStore.ForgetAsync(db, walk.Id, CancellationToken.None));
    }

    [Fact]
    public async Task A_passing_fault_is_tried_again()
    {
        var tries = 0;
        server.On(
            "/organizations",
            async context =>
            {
                if (tries++ == 0)
                {
                    (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (503, "0");
                }
                else
                {
                    await context.Response.WriteAsync(
                        $$"""[ { "id": "{{server.Root}}/organization/rat", "classification": "Stadtrat" } ]"""
                    );
                }
            }
        );
        (await oparl.WalkAsync(server)).Walk.State.ShouldBe(OParlWalkState.Ready);
    }

    [Fact]
    public async Task A_redirect_on_the_same_host_and_JSON_that_calls_itself_a_web_page_are_taken()
    {
        server.On(
            "/old",
            context =>
            {
                context.Response.Redirect("/system", permanent: true);
                return Task.CompletedTask;
            }
        );
        server.Json("/system", $$"""{ "body": "{{server.Root}}/bodies" }""", type: "text/html; charset=utf-8");
        (await oparl.WalkAsync(server, address: $"{server.Root}/old")).People.People.Count.ShouldBe(3);
    }

    private async Task AttackAsync(HttpContext context, string attack)
    {
        var response = context.Response;
        switch (attack)
        {
            case "html":
                response.ContentType = "text/html";
                await response.WriteAsync("<!DOCTYPE html><title>Wartung</title>");
                break;
            case "broken":
                await response.WriteAsync("""{ "data": [ """);
                break;
            case "deep":
                await response.WriteAsync(new string('[', 200_000));
                break;
            case "huge":
                response.ContentLength = 5_000_000_000;
                await response.WriteAsync("[");
                break;
            case "endless":
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await response.WriteAsync(new string(' ', 64 * 1024), context.RequestAborted);
                }

                break;
            case "bomb":
                response.Headers.ContentEncoding = "gzip";
                await using (
                    var zip = new System.IO.Compression.GZipStream(
                        response.Body,
                        System.IO.Compression.CompressionLevel.Optimal
                    )
                )
                {
                    await zip.WriteAsync(new byte[20_000_000]);
                }

                break;
            case "hang":
                await Task.Delay(Timeout.Infinite, context.RequestAborted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case "drip":
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await response.WriteAsync(" ", context.RequestAborted);
                    await response.Body.FlushAsync(context.RequestAborted);
                    await Task.Delay(20, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                break;
            case "elsewhere":
                response.Redirect("http://anders.example/persons");
                break;
            case "circle":
                response.Redirect("/persons");
                break;
            case "busy":
                response.StatusCode = 503;
                break;
            case "forbidden":
                response.StatusCode = 403;
                break;
            case "abort":
                context.Abort();
                break;
            case "next too long":
                await response.WriteAsync(
                    $$"""{ "data": [], "links": { "next": "/persons?q={{new string('ä', 600)}}" } }"""
                );
                break;
            default:
                await response.WriteAsync("""{ "data": [], "links": { "next": "http://169.254.169.254/latest" } }""");
                break;
        }
    }
}
