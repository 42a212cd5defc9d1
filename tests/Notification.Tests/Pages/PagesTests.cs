using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Stadtgespraeche.Audit;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Pages;
using Stadtgespraeche.Notification.Tests.Administration;

namespace Stadtgespraeche.Notification.Tests.Pages;

/// <summary>What every page of a city has in common.</summary>
[Collection(CityPages.Name)]
public sealed class PagesTests(CityPages city)
{
    [Theory]
    [InlineData("/anmelden", "Anmelden")]
    [InlineData("/", "Übersicht")]
    [InlineData("/mitglieder", "Mitglieder")]
    [InlineData("/mitglieder/neu", "Person eintragen")]
    [InlineData("/mitglieder/import", "Liste einlesen")]
    [InlineData("/mitglieder/import/00000000-0000-0000-0000-000000000001", "Diese Datei ist nicht mehr da")]
    [InlineData("/antraege", "Anträge")]
    [InlineData("/rechtliches", "Rechtliches")]
    [InlineData("/verwaltung", "Wer Zugang hat")]
    [InlineData("/protokoll", "Protokoll der Änderungen")]
    [InlineData("/abmelden", "Abmelden")]
    [InlineData("/gibt-es-nicht", "Diese Seite gibt es nicht")]
    public async Task A_page_says_what_it_is_and_is_accessible(string address, string heading)
    {
        var page = await city.Administrator(320);
        var answer = await page.GotoAsync(address);
        (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync()).ShouldBe(heading);
        answer!.Headers["content-security-policy"].ShouldStartWith("default-src 'none'");
        answer.Headers["cache-control"].ShouldContain("no-store");
        await page.ShouldBeAccessible();
        await page.SetViewportSizeAsync(1280, 900);
        await page.ShouldBeAccessible();
        // Styles are inside the program and come.
        (await page.EvaluateAsync<string>("getComputedStyle(document.body).fontFamily")).ShouldContain("Fira Sans");
    }

    [Fact]
    public async Task The_overview_shows_the_characters_of_the_key_that_organisers_ask_for()
    {
        var page = await city.Administrator();
        await page.GotoAsync("/");
        (await page.Locator("code").InnerTextAsync()).ShouldBe(
            city.City.Service.Services.GetRequiredService<LinkKeys>().Spoken
        );
    }

    [Fact]
    public async Task The_overview_says_why_no_mail_goes_out()
    {
        var rest = city.City.Service.Services.GetRequiredService<MailServerBackoff>();
        var page = await city.Administrator(320);
        rest.Failed("server-unwilling 530");
        try
        {
            await page.GotoAsync("/");
            var said = await page.Locator("main").InnerTextAsync();
            said.ShouldContain("Ihr Mailserver nimmt keine E-Mails an");
            said.ShouldContain("server-unwilling 530");
            await page.ShouldBeAccessible();
        }
        finally
        {
            rest.Worked();
        }

        await page.ReloadAsync();
        (await page.Locator("main").InnerTextAsync()).ShouldNotContain("Mailserver");
    }

    [Fact]
    public async Task Without_JavaScript_and_mouse_one_signs_out()
    {
        var page = await city.Administrator(320, javaScript: false);
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Abmelden" }).PressEnterAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Abmelden" }).PressEnterAsync();
        page.Url.ShouldEndWith("/anmelden");
        await page.GotoAsync("/");
        page.Url.ShouldEndWith("/anmelden");
    }

    [Fact]
    public void Pages_that_visitors_may_open_are_counted_and_every_change_is_recorded()
    {
        var pages = typeof(NotificationDbContext)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(PageModel)) && !type.IsAbstract)
            .ToList();
        pages
            .Where(page => !page.IsSubclassOf(typeof(AdministratorPage)))
            .Select(page => page.Name)
            .Order()
            .ShouldBe(["AcceptInvitationModel", "ProblemModel", "SignInModel", "SignOutModel"]);
        pages
            .SelectMany(page =>
                page.GetMethods()
                    .Where(method => method.Name.StartsWith("OnPost") && method.Name != "OnPostOptionenAsync")
            )
            .Where(handler => handler.GetCustomAttribute<AuditedAttribute>() is not { Operation: not null })
            .Select(handler => $"{handler.ReflectedType!.Name}.{handler.Name}")
            .Order()
            .ShouldBe(["ProblemModel.OnPost", "SignInModel.OnPostAsync", "SignOutModel.OnPostAsync"]);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_sees_no_page_and_no_form_goes_without_its_token()
    {
        string[] open = ["anmelden", "abmelden", "einladung", "hinweis/{status:int}"];
        var cookie = await CityPages.SignedIn(city.City);
        foreach (var page in Routes().Where(page => !open.Contains(page)))
        {
            var address = $"/{page.Replace("/{id:guid?}", "").Replace("{id:guid}", $"{Guid.CreateVersion7()}")}";
            using var visited = await city.Client.GetAsync(address);
            (visited.StatusCode, visited.Headers.Location!.ToString().Split('?')[0]).ShouldBe(
                (HttpStatusCode.SeeOther, "/anmelden"),
                page
            );
            using var bare = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new FormUrlEncodedContent([]),
            };
            bare.Headers.Add("Cookie", cookie);
            using var refused = await city.Client.SendAsync(bare);
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest, page);
        }
    }

    [Fact]
    public async Task Another_sites_name_that_leads_to_this_machine_opens_nothing()
    {
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/anmelden")
        {
            Headers = { Host = $"boese.example:{city.Address.Port}" },
        };
        (await city.Client.SendAsync(foreign)).StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
        using var number = new HttpRequestMessage(HttpMethod.Get, "/einladung?c=x")
        {
            Headers = { Host = $"127.0.0.1:{city.Address.Port}" },
        };
        (await city.Client.SendAsync(number)).Headers.Location.ShouldBe(new Uri(city.Address, "/einladung?c=x"));
        using var health = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { Host = "127.0.0.1" } };
        (await city.Client.SendAsync(health)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private IEnumerable<string> Routes() =>
        city
            .City.Service.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!.Trim('/'))
            .Distinct();
}
