using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Registration;

namespace Stadtgespraeche.Rights.Tests;

/// <summary>Walks every page that really exists: forms need their token, cookies are careful, and no parameter leads away from us.</summary>
public sealed partial class PagesTests(Platform platform)
{
    private static readonly string[] Away =
        ["https://anderswo.example/", "//anderswo.example/", "/\\anderswo.example/", "\\\\anderswo.example", "/%09/anderswo.example", "https:anderswo.example", "javascript:alert(1)"];

    public static TheoryData<string> Parts => ["portal", "registration"];

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task No_page_takes_a_form_without_its_antiforgery_token(string part)
    {
        using var browser = platform.At(part, Persons.Visitor);
        // The page that explains a problem is shown in place of whatever had it, and does nothing.
        foreach (var page in PagesOf(part).Where(page => !page.Contains("hinweis")))
        {
            using var answer = await browser.PostAsync(page, new FormUrlEncodedContent([new("Message", "x")]));
            var sentToSignIn = answer.Headers.Location?.ToString() is { } there && (there.Contains("anmelden") || there.Contains("/connect/"));
            ((int)answer.StatusCode is >= 400 and < 500 || sentToSignIn).ShouldBeTrue($"{page}: {answer.StatusCode} {answer.Headers.Location}");
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
                using var answer = await browser.GetAsync($"{page}?weiter={there}&returnUrl={there}&ReturnUrl={there}&return_to={there}");
                ((int)answer.StatusCode).ShouldNotBe(500, page);
                // An address of ours may carry it on as a parameter; it must not be where one goes.
                (answer.Headers.Location?.ToString().Split('?')[0] ?? "").ShouldNotContain("anderswo", customMessage: $"{page} with {address}");
                Links().Matches(await answer.Content.ReadAsStringAsync()).Select(link => link.Groups["to"].Value.Split('?')[0])
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
        string[] nothing = ["Abmelden.OnPostAsync", "Anmelden.OnPostAsync", "Link.OnPostAsync", "Passkey.OnPostAsync", "Hinweis.OnPost"];
        var handlers = typeof(RegistrationDbContext).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PageModel)) && !type.IsAbstract)
            .SelectMany(page => page.GetMethods().Where(method => method.Name.StartsWith("OnPost") && method.Name != "OnPostOptionenAsync")).ToList();
        handlers.Count.ShouldBeGreaterThan(8);
        handlers.Where(handler => (handler.GetCustomAttribute<AuditedAttribute>() ?? handler.DeclaringType!.GetCustomAttribute<AuditedAttribute>()) is not { Operation: not null })
            .Select(handler => $"{handler.DeclaringType!.Name.Replace("Model", "")}.{handler.Name}").ShouldBeSubsetOf(nothing);
    }

    private IEnumerable<string> PagesOf(string part) => platform.RoutesOf(part)
        .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
        .Select(endpoint => $"/{endpoint.RoutePattern.RawText?.Trim('/')}".Replace("{status:int}", "404"))
        .Select(pattern => Parameter().Replace(pattern, Platform.Known.ToString())).Distinct();

    [GeneratedRegex("(href|action|src)=\"(?<to>[^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
