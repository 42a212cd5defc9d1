using CsCheck;
using Stadtgespraeche.Scheduling.Clashes;

namespace Stadtgespraeche.Scheduling.Tests.Clashes;

public sealed class ClashRulesTests
{
    private static readonly DateTimeOffset Evening = new(2027, 3, 16, 17, 0, 0, TimeSpan.Zero);

    /// <summary>An evening of some minutes that may go on past midnight, with a few of the same people and houses.</summary>
    private static readonly Gen<Occupation> Evenings = Gen.Select(
        Gen.Int[0, 12 * 60],
        Gen.Int[1, 4 * 60],
        Gen.OneOf<string?>(null, "Rathaus", "Stadthalle"),
        Gen.OneOf("Rita Beispiel", "Uta Probe", "rita  beispiel").Array[0, 2],
        Gen.OneOf<string?>(null, "Bamberg", "Worms"),
        (start, length, house, speakers, city) => Occupied(start, length, house, [.. speakers], city)
    );

    [Fact]
    public void There_is_a_clash_exactly_when_a_minute_belongs_to_both_and_something_is_shared() =>
        Gen.Select(Evenings, Evenings)
            .Sample(
                (one, other) =>
                {
                    var together = Minutes(one).Intersect(Minutes(other)).Any();
                    var shared =
                        Likes(one.Venue, other.Venue)
                        || one.Speakers.Any(speaker => other.Speakers.Any(theirs => Likes(speaker, theirs)));

                    Between(one, other).Any().ShouldBe(together && shared);
                    Between(other, one).Any().ShouldBe(together && shared);
                }
            );

    [Fact]
    public void One_is_no_clash_with_itself_however_it_is_stored() =>
        Evenings.Sample(one => Between(one, one with { IsDraft = !one.IsDraft }).ShouldBeEmpty());

    [Theory]
    [InlineData(120, 60, false)]
    [InlineData(119, 60, true)]
    [InlineData(-60, 60, false)]
    [InlineData(-60, 61, true)]
    public void Ends_that_touch_are_no_clash(int start, int length, bool clash) =>
        Between(Occupied(0, 120, "Rathaus"), Occupied(start, length, "Rathaus")).Any().ShouldBe(clash);

    [Fact]
    public void Another_city_is_another_house_and_another_person()
    {
        var own = Occupied(0, 120, "Rathaus", ["Rita Beispiel"], "Bamberg");

        Between(own, Occupied(0, 120, "Rathaus", ["Rita Beispiel"], "Worms")).ShouldBeEmpty();
        Between(own, Occupied(0, 120, "RATHAUS", ["RITA BEISPIEL"], null)).Count.ShouldBe(2);
    }

    [Fact]
    public void A_public_session_that_is_being_changed_is_named_once()
    {
        var other = Occupied(0, 120, "Rathaus");

        ClashRules
            .Between(Occupied(0, 120, "Rathaus"), [other, other with { IsDraft = true }])
            .ShouldHaveSingleItem()
            .IsDraft.ShouldBeFalse();
    }

    private static IReadOnlyList<Clash> Between(Occupation own, Occupation other) => ClashRules.Between(own, [other]);

    // As people say it, minute by minute.
    private static IEnumerable<DateTimeOffset> Minutes(Occupation one)
    {
        for (var minute = one.Start; minute < one.End; minute = minute.AddMinutes(1))
        {
            yield return minute;
        }
    }

    private static bool Likes(Taken? one, Taken? other) =>
        one is not null
        && other is not null
        && string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase)
        && (one.City ?? other.City) == (other.City ?? one.City);

    private static Occupation Occupied(
        int start,
        int length,
        string? house = null,
        IReadOnlyList<string>? speakers = null,
        string? city = "Bamberg"
    ) =>
        new(
            Guid.CreateVersion7(),
            "Ein Abend",
            false,
            Evening.AddMinutes(start),
            Evening.AddMinutes(start + length),
            Taken.Of(house, city),
            [.. (speakers ?? []).Select(name => Taken.Of(name, city)!)]
        );
}
