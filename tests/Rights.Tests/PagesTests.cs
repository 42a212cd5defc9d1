using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Registration;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Rights.Tests;

/// <summary>
/// Walks every page that really exists: forms need their token, cookies are careful, and no parameter leads away from
/// us.
/// </summary>
public sealed partial class PagesTests(Platform platform)
{
    private static readonly string[] Away =
    [
        "https://anderswo.example/",
        "//anderswo.example/",
        "/\\anderswo.example/",
        "\\\\anderswo.example",
        "/%09/anderswo.example",
        "https:anderswo.example",
        "javascript:alert(1)",
    ];

    public static TheoryData<string> Parts => ["portal", "registration"];

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task No_page_takes_a_form_without_its_antiforgery_token_and_each_takes_it_with_one(string part)
    {
        using var browser = platform.At(part, Persons.Visitor);
        var (token, cookies) = await TokenAsync(browser, part == "portal" ? "/barrierefreiheit" : "/anmelden");
        // The page that explains a problem is shown in place of whatever had it, and does nothing.
        foreach (var page in PagesOf(part).Where(page => !page.Contains("hinweis")))
        {
            using var bare = await PostAsync(browser, page, null, cookies);
            bare.StatusCode.ShouldBe(HttpStatusCode.BadRequest, page);
            bare.LacksItsToken().ShouldBeTrue(page);
            // The same fields with the token come past it, whatever the page then makes of them.
            using var whole = await PostAsync(browser, page, token, cookies);
            whole.LacksItsToken().ShouldBeFalse($"{page}: {whole.StatusCode}");
            ((int)whole.StatusCode).ShouldNotBe(500, page);
            using var options = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Options, page));
            ((int)options.StatusCode).ShouldBeLessThan(500, page);
        }
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task No_parameter_leads_to_another_host_and_every_cookie_is_careful(string part)
    {
        using var browser = platform.At(part, Persons.Visitor);
        foreach (var page in PagesOf(part))
        {
            foreach (var address in Away)
            {
                var there = Uri.EscapeDataString(address);
                using var answer = await browser.GetAsync(
                    $"{page}?weiter={there}&returnUrl={there}&ReturnUrl={there}&return_to={there}"
                );
                ((int)answer.StatusCode).ShouldNotBe(500, page);
                // An address of ours may carry it on as a parameter; it must not be where one goes.
                (answer.Headers.Location?.ToString().Split('?')[0] ?? "").ShouldNotContain(
                    "anderswo",
                    customMessage: $"{page} with {address}"
                );
                Links()
                    .Matches(await answer.Content.ReadAsStringAsync())
                    .Select(link => link.Groups["to"].Value.Split('?')[0])
                    .ShouldAllBe(link => !link.Contains("anderswo") && !link.StartsWith("javascript:"));
                foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
                {
                    cookie.ShouldContain("httponly", Case.Insensitive, page);
                    cookie.ShouldContain("samesite=", Case.Insensitive, page);
                    cookie.ShouldNotContain("samesite=none", Case.Insensitive, page);
                }
            }
        }
    }

    [Fact]
    public void What_a_page_of_the_sign_in_changes_is_recorded()
    {
        // Signing in and out, and what only prepares it, changes nothing that anybody owns.
        string[] nothing =
        [
            "SignOut.OnPostAsync",
            "SignIn.OnPostAsync",
            "UseLink.OnPostAsync",
            "PasskeySignIn.OnPostAsync",
            "Problem.OnPost",
            "LinkMandates.OnPostBeginnenAsync",
        ];
        var handlers = typeof(RegistrationDbContext)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(PageModel)) && !type.IsAbstract)
            .SelectMany(page =>
                page.GetMethods()
                    .Where(method => method.Name.StartsWith("OnPost") && method.Name != "OnPostOptionenAsync")
            )
            .ToList();
        handlers.Count.ShouldBeGreaterThan(8);
        handlers
            .Where(handler =>
                (
                    handler.GetCustomAttribute<AuditedAttribute>()
                    ?? handler.ReflectedType!.GetCustomAttribute<AuditedAttribute>()
                )
                    is not { Operation: not null }
            )
            .Select(handler => $"{handler.ReflectedType!.Name.Replace("Model", "")}.{handler.Name}")
            .ShouldBeSubsetOf(nothing);
    }

    private static async Task<(string Token, string Cookies)> TokenAsync(HttpClient browser, string page)
    {
        using var answer = await browser.GetAsync(page);
        var cookies = string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        return (FormToken().Match(await answer.Content.ReadAsStringAsync()).Groups["token"].Value, cookies);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, string page, string? token, string cookies)
    {
        var fields = new Dictionary<string, string>
        {
            ["Message"] = "Ein Hinweis",
            ["Partner"] = Platform.City,
            ["Address"] = "rita@rat.example",
        };
        if (token is not null)
        {
            fields["formular"] = token;
        }

        var request = new HttpRequestMessage(HttpMethod.Post, page) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Cookie", cookies);
        return browser.SendAsync(request);
    }

    private IEnumerable<string> PagesOf(string part) =>
        platform
            .RoutesOf(part)
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText?.Trim('/')}".Replace("{status:int}", "404"))
            .Select(pattern => Parameter().Replace(pattern, Platform.Known.ToString()))
            .Distinct();

    [GeneratedRegex("name=\"formular\" type=\"hidden\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("(href|action|src)=\"(?<to>[^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
