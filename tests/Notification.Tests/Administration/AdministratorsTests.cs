using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Administration;

/// <summary>
/// How people come to the city's pages and lose the access again, in Chromium with its virtual authenticator.
/// </summary>
[Collection(CityPages.Name)]
public sealed class AdministratorsTests(CityPages city)
{
    [Fact]
    public async Task The_first_comes_in_once_by_the_printed_address_invites_another_and_loses_the_access_to_her()
    {
        var link = await Print("Ada Beispiel");
        var ada = await WithAuthenticator();
        await ada.GotoAsync(link);
        ada.Url.ShouldNotContain("c=");
        await ada.GetByText("Ada Beispiel").WaitForAsync();
        await ada.ShouldBeAccessible();
        await Press(ada, "Passkey anlegen und anmelden");
        await ada.GetByRole(AriaRole.Heading, new() { Name = "Übersicht" }).WaitForAsync();

        // The address is used up, for everybody.
        (await (await WithAuthenticator()).GotoAsync(link))!.Status.ShouldBe(410);

        // The passkey opens the page that was asked for.
        await ada.Context.ClearCookiesAsync();
        await ada.GotoAsync("/verwaltung");
        ada.Url.ShouldContain("/anmelden");
        await Press(ada, "Mit Passkey anmelden");
        await ada.WaitForURLAsync("**/verwaltung");

        await ada.GetByLabel("Name der Person").FillAsync("Berta Muster");
        await Press(ada, "Einladen");
        var invitation = await ada.Locator("code").InnerTextAsync();
        await ada.ShouldBeAccessible();
        await ada.ReloadAsync();
        (await ada.Locator("code").CountAsync()).ShouldBe(0);

        var berta = await WithAuthenticator();
        await berta.GotoAsync(invitation);
        await Press(berta, "Passkey anlegen und anmelden");
        await berta.GetByRole(AriaRole.Heading, new() { Name = "Übersicht" }).WaitForAsync();
        await berta.GotoAsync("/verwaltung");
        await berta.GetByRole(AriaRole.Button, new() { Name = "Zugang entfernen: Ada Beispiel" }).ClickAsync();
        await berta.GetByText("Der Zugang ist entfernt").First.WaitForAsync();

        // Neither the sign-in nor the passkey counts from now on.
        await ada.GotoAsync("/verwaltung");
        ada.Url.ShouldContain("/anmelden");
        await Press(ada, "Mit Passkey anmelden");
        await ada.GetByText("Der Passkey wurde nicht angenommen").First.WaitForAsync();

        await berta.GotoAsync("/protokoll");
        foreach (
            var what in (string[])
                [
                    "Zur Verwaltung eingeladen",
                    "Einladung angenommen",
                    "Zugang entfernt",
                    "IT, auf dem Server",
                    "Frühere Verwaltung",
                ]
        )
        {
            await berta.GetByText(what).First.WaitForAsync();
        }

        await berta.ShouldBeAccessible();
    }

    [Fact]
    public async Task Two_who_remove_each_other_at_once_leave_one()
    {
        await using var alone = await City.StartAsync();
        var (ada, berta) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (adas, bertas) = (await CityPages.SignedIn(alone, ada), await CityPages.SignedIn(alone, berta));
        using var client = alone.Service.WithoutRedirects();
        // Both are let in before either is gone: a lock keeps them where they would remove.
        Task<HttpResponseMessage[]> removals;
        await using (
            var held = await HeldRows.HoldAsync(
                alone.Service.Database,
                "lock table administrators in share row exclusive mode; select 1"
            )
        )
        {
            removals = Task.WhenAll(Remove(adas, berta), Remove(bertas, ada));
            await held.SomebodyWaitsAsync(2);
        }

        var answers = await removals;
        answers.Select(answer => (int)answer.StatusCode).Order().ShouldBe([303, 409]);
        var left = (await alone.Query(db => db.Administrators.SingleAsync())).Id;

        // Alone, one cannot take the own access away either.
        using var last = await Remove(left == ada ? adas : bertas, left);
        ((int)last.StatusCode).ShouldBe(409);

        Task<HttpResponseMessage> Remove(string cookie, Guid id) =>
            CityPages.Send(client, "/verwaltung", cookie, new(), $"/verwaltung/{id}?handler=Entfernen");
    }

    [Fact]
    public async Task A_code_that_is_older_than_a_day_opens_nothing()
    {
        var link = await Print("Zu Spät");
        await city.City.Query(db =>
            db.AdministratorInvitations.Where(row => row.Name == "Zu Spät")
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.ExpiresAt, city.City.Clock.GetUtcNow().AddMinutes(-1))
                )
        );
        (await (await city.Visitor()).GotoAsync(link))!.Status.ShouldBe(410);
    }

    private async Task<string> Print(string name)
    {
        var (code, output, _) = await Killable.RunAsync(
            "Notification",
            new Dictionary<string, string>(city.City.Service.Settings) { ["urls"] = city.Address.ToString() },
            ["administrator", name]
        );
        code.ShouldBe(0);
        return output.Trim();
    }

    private static Task Press(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    private async Task<IPage> WithAuthenticator()
    {
        var page = await city.Visitor();
        await page.KeepPasskeysAsync();
        return page;
    }
}
