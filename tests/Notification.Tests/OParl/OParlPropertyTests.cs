using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Stadtgespraeche.Notification.OParl;

namespace Stadtgespraeche.Notification.Tests.OParl;

/// <summary>Whatever a server sends: no crash, and nobody is lost: each person is taken or explained, once.</summary>
public sealed class OParlPropertyTests
{
    private const string Root = "https://ris.example/";
    private static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly Gen<string> OddText = Gen.OneOf(
        Gen.String[0, 12],
        Gen.Const(""),
        Gen.Const("\0\u0001\u202e\ud800x"),
        Gen.Const("2024-13-45"),
        Gen.Const(Root + "organization/rat"),
        Gen.Const(Root + "person/1"),
        Gen.Const("https://schema.oparl.org/1.0/Person"),
        Gen.Const("x").Select(text => new string('x', 3_000))
    );

    private static readonly Gen<JsonNode?> Leaf = Gen.OneOf(
        OddText.Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Int.Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Bool.Select(yes => (JsonNode?)JsonValue.Create(yes)),
        Gen.Const((JsonNode?)null)
    );

    private static readonly string[] Names =
    [
        "id",
        "type",
        "data",
        "links",
        "next",
        "pagination",
        "currentPage",
        "totalPages",
        "name",
        "givenName",
        "familyName",
        "affix",
        "title",
        "membership",
        "organization",
        "person",
        "onBehalfOf",
        "startDate",
        "endDate",
        "deleted",
        "body",
        "ags",
        "classification",
        "organizationType",
        "legislativeTerm",
        "role",
    ];

    private static readonly Gen<JsonNode?> Tree = Gen.Recursive<JsonNode?>(
        (depth, inner) =>
            depth > 4
                ? Leaf
                : Gen.OneOf(
                    Leaf,
                    inner
                        .Array[0, 4]
                        .Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
                    Gen.Select(Gen.Int[0, Names.Length - 1].Select(index => Names[index]), inner)
                        .Array[0, 6]
                        .Select(pairs =>
                            (JsonNode?)
                                new JsonObject(
                                    pairs
                                        .DistinctBy(pair => pair.Item1)
                                        .Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2?.DeepClone()))
                                )
                        )
                )
    );

    [Fact]
    public void Any_JSON_on_any_page_is_read_or_refused_in_words() =>
        Gen.Select(Tree, Gen.Enum<OParlList>())
            .Sample(
                (tree, list) =>
                {
                    var bytes = Encoding.UTF8.GetBytes(tree?.ToJsonString() ?? "null");
                    using var document = OParlJson.Parse(bytes, null);
                    var at = new Uri(Root + "page");
                    _ = OParlNextPage.LeadsElsewhere(at, document.RootElement);
                    var reading = ReadOParl.Page(
                        new(list, at.AbsoluteUri),
                        at,
                        document.RootElement,
                        new OParlScope(Root + "organization/rat")
                    );
                    var people = CouncilPeople.Of(Walk(), [Stored(reading.Content)], Today);
                    (people.People.Count + people.Others.Count).ShouldBeGreaterThanOrEqualTo(
                        reading.Content.Persons.Select(person => person.Id).Distinct().Count()
                    );
                },
                iter: 5_000
            );

    [Fact]
    public void Bytes_that_are_no_JSON_are_refused_in_words() =>
        Gen
            .Byte.Array[0, 60]
            .Sample(
                bytes =>
                {
                    try
                    {
                        OParlJson.Parse(bytes, "utf-8").Dispose();
                    }
                    catch (OParlFault) { }
                },
                iter: 5_000
            );

    /// <summary>
    /// A good list of persons in which single values are replaced or left out: who still has an id in it is in the
    /// result, exactly once.
    /// </summary>
    [Fact]
    public void Nobody_is_lost_when_any_values_of_a_good_list_are_spoilt() =>
        Gen.Select(Gen.Int[1, 6], Gen.Select(Gen.Int[0, 500], Leaf, Gen.Bool).Array[0, 8])
            .Sample(
                (count, mutations) =>
                {
                    var persons = new JsonArray([.. Enumerable.Range(1, count).Select(number => Person(number))]);
                    foreach (var (place, value, remove) in mutations)
                    {
                        Spoil(persons, place, value, remove);
                    }

                    var list = new JsonObject { ["data"] = persons };

                    using var document = OParlJson.Parse(Encoding.UTF8.GetBytes(list.ToJsonString()), null);
                    var at = new Uri(Root + "persons");
                    var reading = ReadOParl.Page(
                        new(OParlList.Persons, at.AbsoluteUri),
                        at,
                        document.RootElement,
                        new OParlScope(Root + "organization/rat")
                    );
                    var people = CouncilPeople.Of(Walk(), [Stored(reading.Content)], Today);

                    var found = people
                        .People.Select(person => person.Id)
                        .Concat(people.Others.Select(other => other.Id))
                        .ToList();
                    found.ShouldBeUnique();
                    found
                        .Distinct()
                        .Count()
                        .ShouldBeGreaterThanOrEqualTo(
                            reading.Content.Persons.Select(person => person.Id).Distinct().Count()
                        );
                    // An entry without a usable id, or that says to be something else, is counted.
                    var distinct = reading.Content.Persons.Count;
                    (distinct + reading.Content.Unusable).ShouldBeGreaterThanOrEqualTo(persons.Count);
                    people.Others.ShouldAllBe(other => other.Reason.Length > 0);
                },
                iter: 5_000
            );

    [Fact]
    public void The_same_contents_in_another_order_of_pages_make_the_same_council() =>
        Gen.Shuffle((int[])[1, 2, 3, 4, 5, 6])
            .Sample(
                order =>
                {
                    CouncilPeople Of(IEnumerable<int> numbers) =>
                        CouncilPeople.Of(
                            Walk(),
                            [.. numbers.Select(number => Read(new JsonArray(Person(number))))],
                            Today
                        );
                    JsonSerializer.Serialize(Of(order)).ShouldBe(JsonSerializer.Serialize(Of(order.Order())));
                },
                iter: 100
            );

    private static OParlContent Read(JsonNode page)
    {
        using var document = OParlJson.Parse(Encoding.UTF8.GetBytes(page.ToJsonString()), null);
        return ReadOParl
            .Page(
                new(OParlList.Persons, Root + "persons"),
                new(Root + "persons"),
                document.RootElement,
                new OParlScope(Root + "organization/rat")
            )
            .Content;
    }

    private static OParlContent Stored(OParlContent content) =>
        JsonSerializer.Deserialize<OParlContent>(OParlWalkStore.Json(content))!;

    private static OParlWalk Walk() =>
        new()
        {
            Address = Root + "system",
            Council = Root + "organization/rat",
            Body = Root + "body/1",
        };

    private static JsonObject Person(int number) =>
        new()
        {
            ["id"] = $"{Root}person/{number}",
            ["type"] = "https://schema.oparl.org/1.0/Person",
            ["name"] = $"Testina Muster{number}",
            ["familyName"] = $"Muster{number}",
            ["givenName"] = "Testina",
            ["title"] = new JsonArray("Dr."),
            ["membership"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = $"{Root}membership/{number}",
                    ["organization"] = Root + "organization/rat",
                    ["role"] = "Ratsmitglied",
                    ["startDate"] = "2024-07-01",
                },
                new JsonObject
                {
                    ["id"] = $"{Root}membership/f{number}",
                    ["organization"] = Root + "organization/maeuse",
                }
            ),
        };

    private static void Spoil(JsonNode root, int place, JsonNode? value, bool remove)
    {
        var places = new List<JsonNode>();
        Collect(root);
        var parent = places[place % places.Count];
        if (parent is JsonObject node && node.Count > 0)
        {
            var name = node.ElementAt(place % node.Count).Key;
            node.Remove(name);
            if (!remove)
            {
                node[name] = value?.DeepClone();
            }
        }
        else if (parent is JsonArray { Count: > 0 } array)
        {
            array[place % array.Count] = value?.DeepClone();
        }

        void Collect(JsonNode? node)
        {
            if (node is JsonObject or JsonArray)
            {
                places.Add(node);
            }

            foreach (var child in node is JsonObject inner ? inner.Select(pair => pair.Value) : node as JsonArray ?? [])
            {
                Collect(child);
            }
        }
    }
}
