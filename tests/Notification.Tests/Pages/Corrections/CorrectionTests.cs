using System.Text.Json;
using Jose;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Notification.Corrections;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.SignIn;
using Stadtgespraeche.Notification.Tests.Administration;

namespace Stadtgespraeche.Notification.Tests.Pages.Corrections;

/// <summary>What a member asked in the portal to have corrected waits here, without JavaScript and by keyboard.</summary>
[Collection(CityPages.Name)]
public sealed class CorrectionTests(CityPages city)
{
    [Fact]
    public async Task What_a_member_wants_corrected_waits_under_the_requests_until_it_is_done()
    {
        var (member, correction) = await Given("Berta Falschname", delivered: true);
        var page = await Opened("Berta Falschname");
        await page.GetByText("Ich heiße nicht <Falschname>.").WaitForAsync();
        await page.GetByText("Berta Richtig").WaitForAsync();
        (await page.GetByRole(AriaRole.Link, new() { Name = "Berta Falschname" }).GetAttributeAsync("href")).ShouldBe(
            $"/mitglieder/{member}"
        );

        await page.GetByRole(AriaRole.Button, new() { Name = "Als erledigt vermerken" }).PressEnterAsync();

        await page.GetByText("Die Berichtigung ist als erledigt vermerkt.").First.WaitForAsync();
        (await page.GetByRole(AriaRole.Link, new() { Name = "Berta Falschname" }).CountAsync()).ShouldBe(0);
        (await city.City.Query(db => db.Corrections.AnyAsync(row => row.Id == correction))).ShouldBeFalse();
        (await ReceiptsOf(member)).ShouldBe(0, "the member heard of its arrival before");
        await page.GotoAsync($"/berichtigungen/{correction}");
        await page.GetByText("Diese Bitte um Berichtigung ist inzwischen erledigt oder abgelaufen.")
            .First.WaitForAsync();
        await page.GotoAsync("/protokoll");
        await page.GetByText("Berichtigung als erledigt vermerkt").First.WaitForAsync();
    }

    [Fact]
    public async Task Who_is_served_before_the_mail_is_out_hears_that_the_text_arrived()
    {
        var (member, correction) = await Given("Carla Schnell", delivered: false);
        var page = await Opened("Carla Schnell");

        await page.GetByRole(AriaRole.Button, new() { Name = "Als erledigt vermerken" }).PressEnterAsync();

        await page.GetByText("Die Berichtigung ist als erledigt vermerkt.").First.WaitForAsync();
        (await city.City.Query(db => db.Corrections.AnyAsync(row => row.Id == correction))).ShouldBeFalse();
        (await ReceiptsOf(member)).ShouldBe(1);
    }

    [Fact]
    public async Task The_page_is_accessible_also_where_no_key_opens_the_text()
    {
        var (_, correction) = await Given("Dora Verschlossen", delivered: true, seal: "kein.siegel");
        var page = await city.Administrator(320); // axe needs script
        await page.GotoAsync($"/berichtigungen/{correction}");
        await page.GetByText("den dieser Dienst nicht mehr hat").WaitForAsync();
        await page.ShouldBeAccessible();
        await page.GotoAsync("/antraege");
        await page.ShouldBeAccessible();
    }

    private Task<int> ReceiptsOf(Guid member) =>
        city.City.Query(db =>
            db.Mails.CountAsync(mail => mail.MemberId == member && mail.Kind == CorrectionReceived.Kind)
        );

    private async Task<IPage> Opened(string name)
    {
        var page = await city.Administrator(320, javaScript: false);
        await page.GotoAsync("/antraege");
        await page.GetByRole(AriaRole.Link, new() { Name = name }).PressEnterAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Bitte um Berichtigung" }).WaitForAsync();
        return page;
    }

    private async Task<(Guid Member, Guid Correction)> Given(string name, bool delivered, string? seal = null)
    {
        var (member, _) = await city.City.Member(name);
        var correction = new Correction
        {
            Id = Guid.CreateVersion7(),
            MemberId = member,
            SealedText = seal ?? Seal("Ich heiße nicht <Falschname>.", "Berta Richtig"),
            ReceivedAt = city.City.Clock.GetUtcNow(),
            DeliveredAt = delivered ? city.City.Clock.GetUtcNow() : null,
        };
        await city.City.Query(async db =>
        {
            db.Add(correction);
            if (!delivered)
            {
                db.Add(Mail.Of(CorrectionRequest.Kind, member, correction.Id, correction.ReceivedAt.AddDays(1)));
            }

            return await db.SaveChangesAsync();
        });
        return (member, correction.Id);
    }

    private string Seal(string wrong, string right)
    {
        var keys = city.City.Service.Services.GetRequiredService<AddressKeys>();
        return JWT.Encode(
            JsonSerializer.Serialize(new { wrong, right }),
            Jwk.FromJson(keys.PublicKey),
            JweAlgorithm.ECDH_ES_A256KW,
            JweEncryption.A256GCM,
            extraHeaders: new Dictionary<string, object> { ["kid"] = keys.KeyId }
        );
    }
}
