using System.Net;

namespace Stadtgespraeche.Portal.Tests;

public sealed class SessionChangesTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    [Fact]
    public async Task A_session_says_what_was_changed_and_when_by_German_clocks_the_newest_first()
    {
        var page = await new Person(portal.Browser).Get($"/sitzungen/{PortalUnderTest.SessionId}");

        page.ShouldContain("&lt;Beteiligung&gt;");
        var text = WebUtility.HtmlDecode(page);
        string[] expected =
        [
            "Was sich geändert hat",
            // Half past midnight: in Germany it is the next day already.
            "29. März 2099, 00:30 Uhr",
            "Titel: „Digitale <Beteiligung>“ statt „Alt“",
            "2. Januar 2099, 09:00 Uhr",
            "Beginn: 18:00 Uhr statt 17:00 Uhr",
        ];
        var places = expected.Select(part => text.IndexOf(part, StringComparison.Ordinal)).ToList();
        places.ShouldAllBe(place => place >= 0);
        places.ShouldBeInOrder();
    }
}
