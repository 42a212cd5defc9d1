using System.Net;
using System.Text.RegularExpressions;

namespace Stadtgespraeche.Portal.Tests;

public sealed partial class CopySessionTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    private static readonly string Template = $"/organisation/sitzungen/{PortalUnderTest.SessionId}/vorlage";

    [Fact]
    public async Task The_button_of_a_session_leads_to_one_draft_of_a_new_one_also_when_it_is_pressed_twice()
    {
        var organiser = await OrganiserAsync();
        var desk = await organiser.Get("/organisation");
        desk.ShouldContain($"action=\"{Template}\"");
        Dictionary<string, string> form = new()
        {
            ["Copy"] = Copy().Match(desk).Groups["id"].Value,
            ["formular"] = Person.FormToken(desk),
        };

        var first = await organiser.Send(HttpMethod.Post, Template, form);
        var second = await organiser.Send(HttpMethod.Post, Template, form);

        first.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var address = first.Headers.Location!.ToString();
        address.ShouldBe($"/organisation/sitzungen/{form["Copy"]}/bearbeiten");
        second.Headers.Location!.ToString().ShouldBe(address);
        portal.Api.Drafts.Kept.Keys.Count(id => id == form["Copy"]).ShouldBe(1);
        var page = await organiser.Get(address);
        page.ShouldContain("Neue Sitzung");
        page.ShouldContain("value=\"Digitale Beteiligung\"");
        page.ShouldNotContain("2099-09-15");
    }

    [Theory]
    [InlineData("")]
    [InlineData("kein Wert")]
    public async Task Without_an_id_it_copies_nothing_and_leads_to_the_desk(string copy)
    {
        var organiser = await OrganiserAsync();
        var token = Person.FormToken(await organiser.Get("/organisation"));
        var before = portal.Api.Changes.Count;

        var answer = await organiser.Send(HttpMethod.Post, Template, new() { ["Copy"] = copy, ["formular"] = token });

        (answer.StatusCode, answer.Headers.Location!.ToString()).ShouldBe((HttpStatusCode.SeeOther, "/organisation"));
        portal.Api.Changes.Count.ShouldBe(before);
        (await organiser.Send(HttpMethod.Get, Template)).Headers.Location!.ToString().ShouldBe("/organisation");
    }

    private async Task<Person> OrganiserAsync()
    {
        var organiser = new Person(portal.Browser);
        await organiser.SignIn("/mein-bereich", "passkey", "organiser");
        return organiser;
    }

    [GeneratedRegex("name=\"Copy\" value=\"(?<id>[^\"]+)\"")]
    private static partial Regex Copy();
}
