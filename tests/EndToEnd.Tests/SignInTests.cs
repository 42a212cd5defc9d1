using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Flow;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.EndToEnd.Tests;

/// <summary>
/// Members by a mail of their city, organisers and operators by an invitation and a passkey: through the gateway, the
/// real Registration and the real cities.
/// </summary>
public sealed class SignInTests(MainJob job)
{
    [Fact]
    public async Task A_member_signs_in_by_mail_and_finds_seat_question_and_devices_on_the_own_page()
    {
        var member = await job.SignedIn;

        member.MyPage.ShouldContain(member.Member.Name);
        member.MyPage.ShouldContain("Kaiserslautern");
        member.MyPage.ShouldContain(MemberOnTwoDevices.ComingSession);
        member.MyPage.ShouldContain("Sie haben einen Platz (online)");
        member.MyPage.ShouldContain(MemberOnTwoDevices.Question);
        member.MyPage.ShouldContain("(dieses Gerät)");
        member.MyPage.ShouldContain("mit Link per E-Mail");
    }

    [Fact]
    public async Task A_device_that_is_ended_from_another_one_has_to_sign_in_again()
    {
        var member = await job.SignedIn;

        member.DevicesAfterwards.ShouldBe(member.DevicesBefore - 1);
        new Uri(member.OtherDeviceIsLedTo).AbsolutePath.ShouldBe("/anmelden");
    }

    [Fact]
    public async Task Who_signed_out_is_led_to_the_sign_in() =>
        new Uri((await job.SignedIn).LeftDeviceIsLedTo).AbsolutePath.ShouldBe("/anmelden");

    [Fact]
    public async Task Pages_of_the_sign_in_and_of_members_are_accessible_also_at_320_pixels()
    {
        var member = await MemberAtHome.WhoNeverSignedIn(
            job.Platform,
            job.Browser,
            CouncilMember.Of("kaiserslautern").Skip(30)
        );
        await member.SignInAsync();
        await member.RememberCookiesAsync(job.Secrets);
        var cookies = await member.Page.Context.StorageStateAsync();
        var unused = await (await MemberAtHome.Of(job.Platform, job.Browser, member.Member)).AskForLinkAsync();

        foreach (var width in new[] { 1280, 320 })
        {
            var visitor = await job.Browser.Person(job.Platform.Portal, width);
            foreach (
                var address in new[]
                {
                    "/anmelden",
                    "/anmelden/unterwegs",
                    "/anmelden/passkey",
                    unused,
                    "/anmelden/link?t=eyJhbGciOiJFUzI1NiJ9.e30.AAAA",
                    "/anmelden/einladung?c=falsch",
                }
            )
            {
                await visitor.GotoAsync(address);
                await visitor.ShouldBeAccessible();
            }

            await visitor.GotoAsync("/anmelden");
            await visitor.ClickAsync("#link-anfordern");
            await visitor.GetByText("Bitte wählen Sie Ihre Kommune").First.WaitForAsync();
            await visitor.ShouldBeAccessible();

            var page = await job.Browser.Person(job.Platform.Portal, width, cookies: cookies);
            foreach (
                var address in new[]
                {
                    "/mein-bereich",
                    "/mein-bereich/daten",
                    "/mein-bereich/daten/loeschen",
                    "/anmelden/passkeys",
                    "/anmelden/abmelden",
                    "/loeschung",
                }
            )
            {
                (await page.GotoAsync(address))!.Status.ShouldBe(200, address);
                new Uri(page.Url).AbsolutePath.ShouldBe(address);
                await page.EvaluateAsync("document.querySelectorAll('details').forEach(part => part.open = true)");
                await page.ShouldBeAccessible();
            }
        }
    }

    [Fact]
    public async Task An_organiser_reads_in_the_log_what_was_just_done()
    {
        var desk = await job.DeskAsync();
        var session = await desk.AnnounceAsync(
            $"Protokoll im Test {Guid.NewGuid().ToString()[..8]}",
            TimeProvider.System.GetLocalNow().Date.AddDays(50).AddHours(18),
            5,
            5,
            MainJob.OnlineLink
        );

        await desk.Page.GotoAsync("/organisation");
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Protokoll der Änderungen" }).PressEnterAsync();
        var entry = await desk.Page.Locator("tr", new() { HasText = $"{session}" }).First.InnerTextAsync();
        entry.ShouldContain("Sitzung veröffentlicht");
        entry.ShouldContain("Organisation");
        entry.ShouldContain("(stadtgespraeche)");
        entry.ShouldContain("ausgeführt");
        (await desk.Page.InnerTextAsync("main")).ShouldNotContain("Ada Beispiel");
    }

    [Fact]
    public async Task A_member_who_signed_in_by_mail_is_no_organiser()
    {
        var page = await job.Browser.Person(job.Platform.Portal, javaScript: false);
        await page.GotoAsync("/organisation");
        (await page.InnerTextAsync("main")).ShouldNotContain("Neue Sitzung anlegen");
        await page.GotoAsync("/organisation/protokoll");
        new Uri(page.Url).AbsolutePath.ShouldBe("/anmelden");
    }

    [Fact]
    public async Task An_administrator_comes_into_the_pages_of_a_city_by_the_link_of_the_command()
    {
        var link = (await job.Platform.RunAsync("administrator", "rhein-neckar", "Berta Beispiel")).Trim().Split('\n')[
            ^1
        ];
        job.Secrets.Add(link.Split("c=")[1]);
        var page = await job.Browser.Person(new Uri(link));
        await page.KeepPasskeysAsync();
        await page.GotoAsync(link);
        await page.GetByRole(AriaRole.Button, new() { Name = "Passkey anlegen und anmelden" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Übersicht" }).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Mitglieder" }).ClickAsync();
        await page.ShouldBeAccessible();
    }
}
