using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.EndToEnd.Tests.Flow;

/// <summary>
/// Somebody who is let in by an operator's command: comes in by the one-time link with a first passkey, signs out, and
/// returns with that passkey.
/// </summary>
public static class Newcomer
{
    /// <summary>The cookies of the browser that is signed in at the end.</summary>
    public static async Task<string> ComeInAsync(MainJob job, string role)
    {
        var link = (await job.Platform.RunAsync("organiser", "Ada Beispiel", "--role", role)).Trim().Split('\n')[^1];
        job.Secrets.Add(link.Split("c=")[1]);
        var page = await job.Browser.Person(job.Platform.Portal);
        await page.KeepPasskeysAsync();
        await page.GotoAsync(link);
        page.Url.ShouldNotContain("c=");
        await page.ShouldBeAccessible();
        await page.SetViewportSizeAsync(320, 900);
        await page.ShouldBeAccessible();
        await page.GetByRole(AriaRole.Button, new() { Name = "Passkey anlegen und anmelden" }).ClickAsync();
        await page.WaitForURLAsync("**/mein-bereich");
        await page.ClickAsync("#kopf-abmelden");
        await page.Locator("#kopf-anmelden").WaitForAsync();

        await page.GotoAsync("/organisation");
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Anmelden" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Mit Passkey anmelden" }).ClickAsync();
        await page.WaitForURLAsync("**/organisation");
        await page.GetByRole(AriaRole.Link, new() { Name = "Löschungen und Fristen" }).WaitForAsync();
        (await job.Browser.StatusOfAsync(job.Platform.Portal, link)).ShouldBe(410, "the link is used up");
        return await page.Context.StorageStateAsync();
    }

    private static async Task<int> StatusOfAsync(this Browser browser, Uri portal, string link)
    {
        var page = await browser.Person(portal, javaScript: false);
        return (await page.GotoAsync(link))!.Status;
    }
}
