namespace Stadtgespraeche.Portal.Tests;

/// <summary>A list that lies open on a table holds what its readers may see.</summary>
public sealed class PrintParticipantsTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    private static readonly string List = $"/organisation/sitzungen/{PortalUnderTest.SessionId}/druck";

    [Fact]
    public async Task The_list_to_sign_names_who_comes_on_site_and_nothing_that_was_told_to_the_organisers()
    {
        var page = await OrganiserReads(List);
        page.ShouldContain("Vera Vorort");
        page.ShouldContain("Unterschrift");
        foreach (var secret in (string[])["Rampe", "Olaf Online", "Wer haftet?", "Untertitel", "Braucht"])
        {
            page.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task The_internal_list_holds_everybody_with_questions_and_needs_and_says_that_it_is_internal()
    {
        var page = await OrganiserReads($"{List}?intern=ja");
        foreach (
            var told in (string[])["Nur für die Organisation.", "Vera Vorort", "Olaf Online", "Wer haftet?", "Rampe"]
        )
        {
            page.ShouldContain(told);
        }
    }

    private async Task<string> OrganiserReads(string path)
    {
        var organiser = new Person(portal.Browser);
        await organiser.SignIn("/mein-bereich", "passkey", "organiser");
        return System.Net.WebUtility.HtmlDecode(await organiser.Get(path));
    }
}
