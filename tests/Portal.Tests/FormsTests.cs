using System.Net;
using System.Text.RegularExpressions;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>
/// Every form of every page, filled in as a person would: refused for its missing antiforgery token and for nothing
/// else, and let through with it.
/// </summary>
public sealed partial class FormsTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    [Theory]
    [MemberData(nameof(PagesTests.Paths), MemberType = typeof(PagesTests))]
    public async Task No_form_passes_without_its_antiforgery_token_and_each_passes_with_it(string path)
    {
        var person = new Person(portal.Browser);
        foreach (
            var (name, value) in (KeyValuePair<string, string>[])
                [
                    new("platz", PortalUnderTest.Link()),
                    new("beitrag", PortalUnderTest.Link()),
                    new("sitzung", await portal.SignedInAsync()),
                ]
        )
        {
            person.Plant(name, value);
        }

        var page = await person.Get(path);

        // A page may have no form but the one that signs out; without a token it takes none.
        var bare = await person.Send(HttpMethod.Post, path, new() { ["Message"] = "x" });
        ShouldBeRefused(bare, path);

        // Signing out comes last, for it ends what the others need.
        foreach (
            var form in PostForm()
                .Matches(page)
                .Select(match => match.Value)
                .OrderBy(form => form.Contains("/abmeldung"))
        )
        {
            // Whoever has had everything erased is signed out already.
            if (person.Cookie("sitzung") is null)
            {
                break;
            }

            var (address, fields) = (AddressOf(form, path), Filled(form));
            var token = fields["formular"];
            fields.Remove("formular");
            var before = portal.Api.Changes.Count;
            ShouldBeRefused(await person.Send(HttpMethod.Post, address, fields), address);
            ShouldBeRefused(
                await person.Send(HttpMethod.Post, address, new(fields) { ["formular"] = token[..^4] + "AAAA" }),
                address
            );
            portal.Api.Changes.Count.ShouldBe(before, address);

            var passed = await person.Send(HttpMethod.Post, address, new(fields) { ["formular"] = token });
            passed.LacksItsToken().ShouldBeFalse(address);
            // In the form of a session a word stands where a number is due; everything else is done, and the browser is led on.
            var expected = address.EndsWith("/bearbeiten", StringComparison.Ordinal)
                ? HttpStatusCode.BadRequest
                : HttpStatusCode.SeeOther;
            passed.StatusCode.ShouldBe(
                expected,
                $"{address}: {WebUtility.HtmlDecode(await passed.Content.ReadAsStringAsync())}"
            );
        }
    }

    private static void ShouldBeRefused(HttpResponseMessage answer, string address)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, address);
        // Forms of pages say so themselves; the one that signs out is no page.
        if (address != "/abmeldung")
        {
            answer.LacksItsToken().ShouldBeTrue(address);
        }
    }

    private static string AddressOf(string form, string path) =>
        Action().Match(form) is { Success: true } action ? WebUtility.HtmlDecode(action.Groups["to"].Value) : path;

    /// <summary>
    /// What stands there already, a word where nothing does, every box ticked, the first of a group of choices.
    /// </summary>
    private static Dictionary<string, string> Filled(string form)
    {
        var fields = new Dictionary<string, string>();
        foreach (Match control in Control().Matches(form))
        {
            var (name, type, value) = (
                Of(control.Value, "name"),
                Of(control.Value, "type"),
                Of(control.Value, "value")
            );
            if (name is not null && !control.Value.StartsWith("<button", StringComparison.Ordinal))
            {
                fields.TryAdd(
                    name,
                    value is { Length: > 0 } ? value
                        : type == "hidden" ? ""
                        : "Ein Wort"
                );
            }
        }

        if (form.Contains("aktion"))
        {
            fields["aktion"] = "speichern";
        }

        return fields;
    }

    private static string? Of(string control, string attribute) =>
        Regex.Match(control, $" {attribute}=\"([^\"]*)\"") is { Success: true } found
            ? WebUtility.HtmlDecode(found.Groups[1].Value)
            : null;

    [GeneratedRegex("<form[^>]*method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex PostForm();

    [GeneratedRegex("^<form[^>]* action=\"(?<to>[^\"]*)\"")]
    private static partial Regex Action();

    [GeneratedRegex("<(input|textarea|select|button)[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Control();
}
