using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Notification.Administration;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Administration;

/// <summary>
/// A city whose pages a browser can open, and the browser. Tests of pages say <c>[Collection(CityPages.Name)]</c> and
/// take it in their constructor; one city serves them all, so each makes people and administrators of its own.
/// </summary>
[CollectionDefinition(Name)]
public sealed partial class CityPages : IAsyncLifetime, ICollectionFixture<CityPages>
{
    public const string Name = "city pages";
    private readonly Browser browser = new();

    public City City { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>Follows no redirects and keeps no cookies.</summary>
    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var port = ServerProcess.FreePort();
        // Browsers allow passkeys for the name localhost without https, for an address of numbers never.
        Address = new Uri($"http://localhost:{port}/");
        City = await City.StartAsync(port: port);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = Address,
        };
        await browser.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        Client.Dispose();
        await City.DisposeAsync();
    }

    public Task<IPage> Visitor(int width = 1280, bool javaScript = true) => browser.Person(Address, width, javaScript);

    /// <summary>A new administrator who is signed in, in an own browser.</summary>
    public async Task<IPage> Administrator(int width = 1280, bool javaScript = true)
    {
        var page = await Visitor(width, javaScript);
        var pair = (await SignedIn(City)).Split('=', 2);
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = pair[0],
                Value = pair[1],
                Url = Address.ToString(),
            },
        ]);
        return page;
    }

    /// <summary>The cookie of a new administrator who is signed in.</summary>
    public static async Task<string> SignedIn(City city, Guid? id = null)
    {
        var now = city.Clock.GetUtcNow();
        var administrator = new Administrator
        {
            Id = id ?? Guid.CreateVersion7(),
            Name = "Berta Beispiel",
            CreatedAt = now,
        };
        var session = new AdministratorSession
        {
            Id = Guid.CreateVersion7(),
            AdministratorId = administrator.Id,
            StartedAt = now,
        };
        await city.Query(async db =>
        {
            db.AddRange(administrator, session);
            return await db.SaveChangesAsync();
        });
        var cookie = city
            .Service.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(IdentityConstants.ApplicationScheme);
        var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + AdministratorSession.Life };
        var ticket = new AuthenticationTicket(
            AdministratorCookie.Principal(administrator, City.Key, session.Id),
            properties,
            IdentityConstants.ApplicationScheme
        );
        return $"{cookie.Cookie.Name}={cookie.TicketDataFormat.Protect(ticket)}";
    }

    /// <summary>
    /// Renews a page that shows how far something is, until it has <paramref name="heading"/>; pages never renew
    /// themselves (WCAG 2.2.1).
    /// </summary>
    public static Task RenewUntil(IPage page, string heading) =>
        Eventually.Holds(async () =>
        {
            if (await page.GetByRole(AriaRole.Link, new() { Name = "Stand erneuern" }).IsVisibleAsync())
            {
                await page.GetByRole(AriaRole.Link, new() { Name = "Stand erneuern" }).PressEnterAsync();
            }

            (await page.GetByRole(AriaRole.Heading, new() { Name = heading }).IsVisibleAsync()).ShouldBeTrue();
        });

    /// <summary>
    /// Sends a page's form as a browser does that shows it; whoever sends it has <paramref name="cookie"/>.
    /// </summary>
    public static async Task<HttpResponseMessage> Send(
        HttpClient client,
        string page,
        string cookie,
        Dictionary<string, string> fields,
        string? action = null
    )
    {
        using var show = new HttpRequestMessage(HttpMethod.Get, page);
        show.Headers.Add("Cookie", cookie);
        using var shown = await client.SendAsync(show);
        var html = await shown.Content.ReadAsStringAsync();
        shown.IsSuccessStatusCode.ShouldBeTrue(html);
        fields["formular"] = FormToken().Match(html).Groups["token"].Value;
        var form = new HttpRequestMessage(HttpMethod.Post, action ?? page)
        {
            Content = new FormUrlEncodedContent(fields),
        };
        form.Headers.Add(
            "Cookie",
            string.Join("; ", shown.Headers.GetValues("Set-Cookie").Select(set => set.Split(';')[0]).Prepend(cookie))
        );
        return await client.SendAsync(form);
    }

    [GeneratedRegex("name=\"formular\" type=\"hidden\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex FormToken();
}
