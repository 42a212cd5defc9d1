using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Stadtgespraeche.Scheduling.Barometer;
using static Stadtgespraeche.Scheduling.Barometer.BarometerRules;

namespace Stadtgespraeche.Scheduling.Tests.Barometer;

/// <summary>What the barometer says, and that nobody can learn from it what fewer than five people did.</summary>
public sealed class BarometerRulesTests
{
    private static readonly Guid[] People = [.. Enumerable.Range(0, 24).Select(_ => Guid.CreateVersion7())];

    /// <summary>Four cities: of nine, eight, six and one of the people.</summary>
    private static readonly Dictionary<string, int> Cities = new()
    {
        ["bamberg"] = 9,
        ["kaiserslautern"] = 8,
        ["rhein-neckar"] = 6,
        ["klein"] = 1,
    };

    [Theory]
    [InlineData("bamberg 2, kaiserslautern 2, rhein-neckar 2", Band.Most)]
    [InlineData("bamberg 2, kaiserslautern 2, rhein-neckar 1", Band.Most)]
    [InlineData("bamberg 3, kaiserslautern 1, rhein-neckar 1", Band.Few)]
    [InlineData("bamberg 9, kaiserslautern 1, klein 1", Band.Few)]
    [InlineData("bamberg 2, kaiserslautern 1, rhein-neckar 1", null)]
    [InlineData("bamberg 9, kaiserslautern 8", null)]
    public void Breadth_decides_and_not_the_number_of_people(string marks, Band? band) =>
        BandOf(Marked(marks), Cities).ShouldBe(band);

    [Fact]
    public void Two_of_five_large_cities_are_several()
    {
        var cities = Cities.Concat([new("speyer", 7), new("worms", 5)]).ToDictionary();
        BandOf(Marked("bamberg 3, kaiserslautern 2, speyer 1"), cities).ShouldBe(Band.Several);
    }

    [Fact]
    public void A_city_of_fewer_than_five_members_does_not_count()
    {
        var cities = new Dictionary<string, int>
        {
            ["a"] = 4,
            ["b"] = 4,
            ["c"] = 5,
        };
        BandOf(Marked("a 4, b 4, c 1"), cities).ShouldBe(Band.Few);
        BandOf(Marked("a 1, b 2, c 2"), cities).ShouldBe(Band.Most);
    }

    [Fact]
    public void Fewer_than_five_who_changed_their_mark_change_nothing()
    {
        var round = Guid.CreateVersion7();
        var first = Decide(round, Marked("bamberg 2, kaiserslautern 2, rhein-neckar 2"), Cities, [], Published.Nothing);
        first.Band.ShouldBe(Band.Most);

        // Everybody in one city and half of another take it back: four people.
        var next = Decide(Guid.CreateVersion7(), Marked("bamberg 2"), Cities, [first], first);

        next.ShouldBe(first);
    }

    [Fact]
    public void Any_two_publications_differ_by_nobodys_change_or_by_at_least_five_peoples() =>
        Gen.Select(Gen.Shuffle(People), Gen.Int[0, 7])
            .Array[1, 12]
            .Sample(changes =>
            {
                var marked = new HashSet<Guid>();
                var different = new List<Published>();
                var last = Published.Nothing;
                var all = new List<Published> { last };
                foreach (var (order, many) in changes)
                {
                    foreach (var person in order.Take(many))
                    {
                        _ = marked.Add(person) || marked.Remove(person);
                    }

                    var round = Guid.CreateVersion7();
                    last = Decide(round, [.. marked.Select(MarkOf)], Cities, different, last);
                    if (last.Basis == round)
                    {
                        different.Add(last);
                    }

                    all.Add(last);
                }

                foreach (var one in all)
                {
                    foreach (var other in all)
                    {
                        var people = one.Members.Except(other.Members).Union(other.Members.Except(one.Members)).Count();
                        (people is 0 or >= 5).ShouldBeTrue($"{people} people");
                        if (people == 0)
                        {
                            one.Band.ShouldBe(other.Band);
                        }
                    }
                }
            });

    /// <summary>The first so many people of each city, from "bamberg 2, kaiserslautern 1".</summary>
    private static Mark[] Marked(string text) =>
        [
            .. text.Split(", ")
                .Select(part => part.Split(' '))
                .SelectMany(part =>
                    Enumerable.Range(0, int.Parse(part[1])).Select(number => new Mark(IdOf(part[0], number), part[0]))
                ),
        ];

    private static Mark MarkOf(Guid person)
    {
        var place = Array.IndexOf(People, person);
        return new Mark(
            person,
            place < 9 ? "bamberg"
                : place < 17 ? "kaiserslautern"
                : place < 23 ? "rhein-neckar"
                : "klein"
        );
    }

    private static Guid IdOf(string city, int number) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{city} {number}")).AsSpan(0, 16));
}
