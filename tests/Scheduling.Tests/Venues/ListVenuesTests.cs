using System.Net;
using System.Text.Json;

namespace Stadtgespraeche.Scheduling.Tests.Venues;

public sealed class ListVenuesTests(SchedulingFixture fixture)
{
    [Fact]
    public async Task A_house_is_listed_once_with_what_was_written_last_about_getting_in()
    {
        var (name, venue) = ($"Haus {Guid.NewGuid():N}", Given.Plan().Venue!);
        await fixture.Service.SessionAsync(
            Given.Plan() with
            {
                Venue = venue with { Name = name, AccessibilityNotes = "Drei Stufen" },
            }
        );
        await fixture.Service.SessionAsync(
            Given.Plan() with
            {
                LocalStart = Given.InBerlin(days: 30),
                Venue = venue with { Name = name.ToUpperInvariant(), AccessibilityNotes = "Rampe am Hof" },
            }
        );

        var answer = await (await fixture.Service.Organiser.GetAsync("/venues")).OkAsync();

        var house = answer
            .GetProperty("venues")
            .EnumerateArray()
            .Where(one => name.Equals(one.GetProperty("name").GetString(), StringComparison.OrdinalIgnoreCase))
            .ShouldHaveSingleItem();
        house.GetProperty("accessibilityNotes").GetString().ShouldBe("Rampe am Hof");
        house.GetProperty("postalCode").GetString().ShouldBe("00000");
    }

    [Fact]
    public async Task An_online_session_has_none_and_organisers_alone_see_the_list()
    {
        await fixture.Service.SessionAsync(Given.Plan() with { Form = "Online", CapacityOnSite = null });

        (await (await fixture.Service.Organiser.GetAsync("/venues")).OkAsync())
            .GetProperty("venues")
            .EnumerateArray()
            .ShouldAllBe(venue => venue.ValueKind == JsonValueKind.Object);
        (await fixture.Service.Anonymous.GetAsync("/venues")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
