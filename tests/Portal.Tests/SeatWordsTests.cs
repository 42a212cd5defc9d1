using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Pages.Seats;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>What people read about their own seat is about a seat where they have one and about waiting where they wait.</summary>
public sealed class SeatWordsTests
{
    private static readonly Session Hybrid = new(
        Guid.Empty,
        1,
        "Scheduled",
        null,
        "Titel",
        null,
        null,
        TimeProvider.System.GetUtcNow(),
        "Europe/Berlin",
        60,
        "Hybrid",
        null,
        1,
        1,
        null,
        null
    );

    [Theory]
    [InlineData("Seat", "Ihr Platz wird frei und geht an die nächste Person auf der Warteliste.")]
    [InlineData("SeatAndWaiting", "Ihr Platz wird frei und geht an die nächste Person auf der Warteliste.")]
    [InlineData("Waiting", "Sie geben Ihren Platz auf der Warteliste auf.")]
    [InlineData("None", "Sie bekommen zu dieser Sitzung keine Erinnerung mehr.")]
    public void What_declining_does_depends_on_what_one_has(string state, string effect) =>
        SeatWords.Choices(Hybrid, SeatIn(state), null).Last().Hint.ShouldBe(effect);

    [Theory]
    [InlineData(0, 0, "None", true)]
    [InlineData(1, 2, "None", true)]
    [InlineData(1, 0, "None", false)]
    [InlineData(0, 0, "Seat", false)]
    public void Who_has_to_wait_for_a_seat_on_site_may_sit_online_meanwhile(
        int free,
        int waiting,
        string state,
        bool may
    ) =>
        SeatWords
            .MaySitOnlineMeanwhile(
                SeatIn(state),
                new Places(new FormPlaces(5, free, waiting), new FormPlaces(5, 3, 0), Open: true)
            )
            .ShouldBe(may);

    [Theory]
    [InlineData(1, "1 Platz ist frei. ")]
    [InlineData(1_200, "1.200 Plätze sind frei. ")]
    public void One_is_one_and_many_are_many(int free, string words) =>
        SeatWords
            .Choices(Hybrid, SeatIn("None"), new Places(new FormPlaces(2_000, free, 0), null, Open: true))
            .First()
            .Hint!.ShouldStartWith(words);

    private static Seat SeatIn(string state) =>
        new(
            Guid.Empty,
            "Erika Beispiel",
            "bamberg",
            "Bamberg",
            Guid.Empty,
            state,
            state is "Seat" or "SeatAndWaiting" ? "OnSite" : null,
            state is "Waiting" or "SeatAndWaiting" ? "Online" : null,
            null,
            null,
            null,
            null,
            Open: true
        );
}
