using System.Text.Json.Nodes;
using MimeKit;
using Stadtgespraeche.EndToEnd.Tests.Flow;
using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.EndToEnd.Tests;

/// <summary>A member's own data: seen, taken along, and erased in every service and at the city.</summary>
public sealed class MyDataTests(MainJob job)
{
    [Fact]
    public async Task The_download_holds_the_part_of_every_service_of_the_hub()
    {
        var member = await job.Erased;

        var parts = JsonNode.Parse(member.Download)!.AsArray();
        parts
            .Select(part => (string)part!["service"]!)
            .ShouldBe(["registration", "knowledge", "scheduling"], ignoreOrder: true);
        member.Download.ShouldContain(member.Member.Name);
        member.Download.ShouldContain("Wer haftet für die Mitmachkarte?");
        member.Download.ShouldNotContain(member.Member.Address);
    }

    [Fact]
    public async Task The_citys_part_comes_by_mail_from_the_city()
    {
        var member = await job.Erased;

        member.CityPart.From.Mailboxes.Single().Address.ShouldEndWith("@rhein-neckar.example");
        var attached = member.CityPart.BodyParts.OfType<MimePart>().Single(part => part.IsAttachment);
        using var content = new MemoryStream();
        await attached.Content!.DecodeToAsync(content);
        System.Text.Encoding.UTF8.GetString(content.ToArray()).ShouldContain(member.Member.Address);
    }

    [Fact]
    public async Task The_member_sees_how_far_the_erasure_is_and_gets_a_final_statement()
    {
        var member = await job.Erased;

        foreach (
            var part in new[]
            {
                "Anmeldung, Plätze und Teilnahme",
                "Wissen und Beiträge",
                "Sitzungen und Programm",
                "Ihre Kommune",
            }
        )
        {
            member.Progress.ShouldContain(part);
        }

        member.Progress.Split("erledigt am").Length.ShouldBe(5, "all four parts are done");
        member.Statement.TextBody!.ShouldContain("Sie haben die Löschung Ihrer Daten verlangt");
        new Uri(member.WhenComingBack).AbsolutePath.ShouldBe("/anmelden");
        foreach (var width in new[] { 1280, 320 })
        {
            var page = await job.Browser.Person(job.Platform.Portal, width, cookies: member.Cookies);
            await page.GotoAsync("/loeschung");
            (await page.InnerTextAsync("main")).ShouldContain("Vollständig abgeschlossen");
            await page.ShouldBeAccessible();
        }
    }

    [Fact]
    public async Task Nothing_of_the_person_is_left_at_the_hub_or_at_the_city() =>
        (await job.Erased).Left.ShouldBeEmpty();

    [Fact]
    public async Task Operators_see_the_erasure_without_the_person_and_organisers_what_was_deleted_and_why()
    {
        var member = await job.Erased;
        foreach (var width in new[] { 1280, 320 })
        {
            var page = await job.Browser.Person(job.Platform.Portal, width, cookies: await job.Operator);
            await page.GotoAsync("/organisation/datenschutz");
            await page.ShouldBeAccessible();
            var shown = await page.InnerTextAsync("main");
            shown.ShouldMatch("[1-9][0-9]* abgeschlossene Löschungen");
            shown.ShouldNotContain(member.Member.Name);

            var desk = await job.DeskAsync(width, javaScript: true);
            await desk.Page.GotoAsync("/organisation/datenschutz");
            await desk.Page.ShouldBeAccessible();
            shown = await desk.Page.InnerTextAsync("main");
            shown.ShouldContain("Was nach Fristen gelöscht wurde");
            shown.ShouldNotContain("abgeschlossene Löschungen");
        }
    }
}
