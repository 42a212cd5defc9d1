using System.Net;
using System.Text.RegularExpressions;
using Stadtgespraeche.Rights.Tests;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// Every page against everybody, as docs/rights.md says: who may see it sees it, all others are led to the sign-in or
/// refused.
/// </summary>
public sealed partial class PersonsTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    private const string MailOnlyOrganiser = "an organiser who came by a mail's link";
    private static readonly string Id = PortalUnderTest.SessionId.ToString();

    public static TheoryData<string> Pages() =>
        [
            .. RightsTable
                .Of("portal")
                .Where(row => row.Method == "ANY" && !row.Pattern.StartsWith("/health"))
                .Select(row => row.Pattern),
        ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_shown_to_those_who_may_see_it_and_to_nobody_else(string pattern)
    {
        var right = RightsTable.Of("portal").Single(row => row.Pattern == pattern && row.Method == "ANY");
        var path = PathOf(pattern);
        foreach (var who in Persons.All.Append(MailOnlyOrganiser))
        {
            // By a mail's link nobody has more than what a member has.
            var allowed = right.Allowed.Contains(who == MailOnlyOrganiser ? "member" : who);
            var person = await As(who);
            using var answer = await person.Send(HttpMethod.Get, path);
            var text = await answer.Content.ReadAsStringAsync();
            var place = $"{who} at {pattern}: {(int)answer.StatusCode} {answer.Headers.Location}";
            if (allowed)
            {
                (
                    IsSignIn(answer) || answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                ).ShouldBeFalse(place);
                ((int)answer.StatusCode).ShouldBeLessThan(500, place);
                continue;
            }

            var signedIn = who != Persons.Visitor && !who.StartsWith("link");
            if (signedIn)
            {
                answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, place);
            }
            else
            {
                (IsSignIn(answer) || answer.StatusCode == HttpStatusCode.Unauthorized).ShouldBeTrue(place);
            }

            if (who == MailOnlyOrganiser)
            {
                text.ShouldContain("Passkey", customMessage: place);
            }
            // What the page would have shown.
            text.ShouldNotContain("Digitale Beteiligung", customMessage: place);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_form_of_somebody_who_may_not_changes_nothing(string pattern)
    {
        var right = RightsTable.Of("portal").Single(row => row.Pattern == pattern && row.Method == "ANY");
        var path = PathOf(pattern);
        foreach (
            var who in Persons
                .All.Append(MailOnlyOrganiser)
                .Where(who => !right.Allowed.Contains(who == MailOnlyOrganiser ? "member" : who))
        )
        {
            var person = await As(who);
            var token = Person.FormToken(await person.Get("/barrierefreiheit"));
            var before = portal.Api.Changes.Count;
            using var answer = await person.Send(
                HttpMethod.Post,
                path,
                new()
                {
                    ["formular"] = token,
                    ["Confirmed"] = "true",
                    ["Reason"] = "x",
                    ["Title"] = "x",
                    ["Body"] = "x",
                    ["Kind"] = "Experience",
                    ["Answer"] = "OnSite",
                    ["Wrong"] = "x",
                    ["Right"] = "x",
                    ["Message"] = Id,
                    ["Contribution"] = Id,
                    ["aktion"] = "speichern",
                }
            );
            answer
                .LacksItsToken()
                .ShouldBeFalse($"{who} at {pattern}: the token is good, so something else must refuse");
            answer.StatusCode.ShouldNotBe(HttpStatusCode.SeeOther, $"{who} at {pattern}");
            portal.Api.Changes.Count.ShouldBe(before, $"{who} at {pattern}");
        }
    }

    /// <summary>
    /// With what the page needs to know; the ways in from a mail need a link's token, whoever follows it.
    /// </summary>
    private static string PathOf(string pattern) =>
        Parameter().Replace(pattern.Replace("{status:int}", "404"), Id)
        + (pattern is "/platz" or "/beitrag" or "/bewerbung" or "/impuls" ? $"?t={PortalUnderTest.Link()}" : "");

    private async Task<Person> As(string who)
    {
        var person = new Person(portal.Browser);
        if (who == Persons.SeatLink)
        {
            person.Plant("platz", PortalUnderTest.Link());
        }
        else if (who == Persons.ContributionLink)
        {
            person.Plant("beitrag", PortalUnderTest.Link());
        }
        else if (who == Persons.ApplicationLink)
        {
            person.Plant("bewerbung", PortalUnderTest.Link());
        }
        else if (who == Persons.SpeakerLink)
        {
            person.Plant("impuls", PortalUnderTest.Link());
        }
        else if (who is "member" or MailOnlyOrganiser)
        {
            person.Plant("sitzung", await portal.SignedInAsync("mail"));
        }
        else if (who != Persons.Visitor)
        {
            person.Plant(
                "sitzung",
                await portal.SignedInAsync("passkey", who == "coordinator" ? "coordinator:bamberg" : who)
            );
        }

        return person;
    }

    private static bool IsSignIn(HttpResponseMessage answer) =>
        answer.Headers.Location is { IsAbsoluteUri: true, AbsolutePath: "/connect/authorize" };

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
