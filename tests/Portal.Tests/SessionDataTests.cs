using System.Text.Json;
using CsCheck;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Tests;

public sealed class SessionDataTests
{
    private const string Root = "https://portal.example";

    [Theory]
    [InlineData("OnSite", "Scheduled", "OfflineEventAttendanceMode", "EventScheduled", "Place")]
    [InlineData("Online", "Scheduled", "OnlineEventAttendanceMode", "EventScheduled", "VirtualLocation")]
    [InlineData("Hybrid", "Cancelled", "MixedEventAttendanceMode", "EventCancelled", "Place,VirtualLocation")]
    public void A_session_is_an_event_with_its_form_state_place_and_speakers(
        string form,
        string status,
        string mode,
        string state,
        string locations
    )
    {
        var data = Read(Session("Digitale Räte", form, status));

        data.GetProperty("@type").GetString().ShouldBe("Event");
        data.GetProperty("startDate").GetString().ShouldBe("2027-03-28T10:00+02:00");
        data.GetProperty("endDate").GetString().ShouldBe("2027-03-28T12:00+02:00");
        data.GetProperty("eventAttendanceMode").GetString().ShouldBe($"https://schema.org/{mode}");
        data.GetProperty("eventStatus").GetString().ShouldBe($"https://schema.org/{state}");
        string.Join(
                ',',
                data.GetProperty("location").EnumerateArray().Select(place => place.GetProperty("@type").GetString())
            )
            .ShouldBe(locations);
        data.GetProperty("performer")[0].GetProperty("name").GetString().ShouldBe("Uta Probe");
        data.GetProperty("description").GetString().ShouldBe("Ein & zwei");
        data.GetRawText().ShouldNotContain("video.example");
    }

    [Fact]
    public void No_text_can_end_the_element_that_the_data_stands_in() =>
        Gen.OneOf(
                Gen.OneOf("</script><script>alert(1)</script>", "<!--<script>", "]]>", "</SCRIPT >"),
                Gen.String[Gen.Char["<>/!-script \"'&\\"], 0, 30]
            )
            .Sample(title =>
            {
                var session = Session(title, "OnSite", "Scheduled");
                SessionData.Of(session, Root).ShouldNotContain("<");
                Read(session).GetProperty("name").GetString().ShouldBe(title);
            });

    private static JsonElement Read(Session session) =>
        JsonSerializer.Deserialize<JsonElement>(SessionData.Of(session, Root));

    private static Session Session(string title, string form, string status) =>
        new(
            Guid.CreateVersion7(),
            1,
            status,
            null,
            title,
            "Ein & **zwei**",
            [new TopicName(Guid.CreateVersion7(), "Thema")],
            new DateTimeOffset(2027, 3, 28, 8, 0, 0, TimeSpan.Zero),
            "Europe/Berlin",
            120,
            form,
            form == "Online" ? null : new("Rathaus", "Platz 1", "96047", "Bamberg", null),
            10,
            10,
            [new("Impulse", "Impuls", 20, "Uta Probe", "Bamberg", null)],
            "https://video.example/saal",
            "<p>Ein &amp; <strong>zwei</strong></p>"
        );
}
