using System.Collections.Concurrent;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Stadtgespraeche.EndToEnd.Tests.Platform;

/// <summary>
/// Headless Chromium; every person gets an own context, as if on an own computer. The same process of Chromium serves
/// all browsers with the same settings, as starting one takes longer than most tests; it ends with the tests.
/// </summary>
public sealed class Browser : IAsyncDisposable
{
    private const int Patience = 60_000;
    private static readonly ConcurrentDictionary<string, Lazy<Task<IBrowser>>> Running = [];
    private readonly ConcurrentBag<IBrowserContext> persons = [];
    private IBrowser? browser;

    public async Task StartAsync(params string[] settings) =>
        browser = await Running.GetOrAdd(string.Join(' ', settings), _ => new(() => LaunchAsync(settings))).Value;

    /// <summary>
    /// A page of a new person, 1280 pixels wide, or <paramref name="width"/>; with <paramref name="cookies"/> of one
    /// who has signed in before.
    /// </summary>
    public async Task<IPage> Person(Uri portal, int width = 1280, bool javaScript = true, string? cookies = null)
    {
        var context = await browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = portal.ToString(),
                Locale = "de-DE",
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
                JavaScriptEnabled = javaScript,
                StorageState = cookies,
            }
        );
        persons.Add(context);
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in persons)
        {
            await person.CloseAsync();
        }
    }

    private static async Task<IBrowser> LaunchAsync(string[] settings)
    {
        // Expectations wait as long as all else does, not their own five seconds.
        Assertions.SetDefaultExpectTimeout(Patience);
        return await (await Playwright.CreateAsync()).Chromium.LaunchAsync(Options(settings));
    }

    private static BrowserTypeLaunchOptions Options(string[] settings) =>
        new()
        {
            ExecutablePath =
                Environment.GetEnvironmentVariable("STADTGESPRAECHE_TEST_CHROMIUM")
                ?? "/usr/bin/chromium-headless-shell",
            Args =
            [
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                .. settings,
            ],
            // The parts of a date field stand in the order of this language.
            Env =
            [
                .. Environment
                    .GetEnvironmentVariables()
                    .Cast<System.Collections.DictionaryEntry>()
                    .Select(set => KeyValuePair.Create((string)set.Key, (string?)set.Value ?? ""))
                    .Where(set => set.Key != "LANGUAGE"),
                KeyValuePair.Create("LANGUAGE", "en_US"),
            ],
        };
}

/// <summary>What every page must fulfil.</summary>
public static class PageChecks
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>
    /// axe finds nothing against WCAG 2.2 AA and its best practices, and nothing has to be scrolled sideways. How wide
    /// something is and how large to the finger, only the styles tell, and the portal serves them, so that pages of a
    /// service tested by itself have none: those are not measured.
    /// </summary>
    public static async Task ShouldBeAccessible(this IPage page)
    {
        var styled = await page.EvaluateAsync<bool>(
            "[...document.styleSheets].some(sheet => sheet.cssRules.length > 0)"
        );
        (await page.RunAxeAsync(measure: styled)).Select(violation => $"{page.Url} {violation}").ShouldBeEmpty();
        if (!styled)
        {
            return;
        }

        var overhang = await page.EvaluateAsync<int>(
            """
            Math.max(...[document.documentElement, ...document.querySelectorAll('.kern-table-responsive:has(.stacked)')]
              .map(box => box.scrollWidth - box.clientWidth))
            """
        );
        overhang.ShouldBeLessThanOrEqualTo(
            0,
            $"{page.Url} must be scrolled sideways at {page.ViewportSize!.Width} pixels"
        );
    }

    /// <summary>
    /// One line for each violation. The library's own way of running opens a second page each time to join what it
    /// found in frames, which we have none of, and takes four times as long.
    /// </summary>
    private static async Task<IEnumerable<string>> RunAxeAsync(this IPage page, bool measure)
    {
        await page.EvaluateAsync(Axe);
        // In a page whose JavaScript is off axe never answers.
        var violations = await page.EvaluateAsync<JsonElement>(
                """
                async targets => (await axe.run(document, {
                    resultTypes: ['violations'],
                    rules: { 'target-size': { enabled: targets } },
                })).violations
                """,
                measure
            )
            .WaitAsync(TimeSpan.FromMinutes(2));
        return violations
            .EnumerateArray()
            .Select(found =>
            {
                var nodes = found.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("html"));
                return $"{found.GetProperty("id")}: {found.GetProperty("help")} {string.Join(", ", nodes)}";
            });
    }
}
