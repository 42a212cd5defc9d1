using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.MembershipRequests;
using Stadtgespraeche.Notification.Tests.Administration;

namespace Stadtgespraeche.Notification.Tests.Pages.MembershipRequests;

/// <summary>
/// Who asked in the portal to be enrolled is confirmed or refused here, without JavaScript and by keyboard.
/// </summary>
[Collection(CityPages.Name)]
public sealed class AnswerRequestTests(CityPages city)
{
    [Fact]
    public async Task A_mandate_is_confirmed_and_the_person_enrolled()
    {
        var request = await Given("Rita", "Bestätigt");
        var page = await Opened(request);
        await page.GetByLabel("Mandat ab").FillAsync("2024-07-01");
        await page.GetByLabel("Mandat bis").FillAsync("2020-01-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mandat bestätigen" }).PressEnterAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Das Mandatsende liegt vor dem Mandatsbeginn." })
            .WaitForAsync();

        await page.GetByLabel("Mandat bis").FillAsync("2039-06-30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mandat bestätigen" }).PressEnterAsync();
        await page.GetByText("Das Mandat von Rita Bestätigt ist bestätigt.").First.WaitForAsync();

        var member = await city.City.Query(db => db.Members.SingleAsync(row => row.Email == request.Email));
        (member.DisplayName, member.MandateUntil, member.Version).ShouldBe(
            ("Rita Bestätigt", new DateOnly(2039, 6, 30), 1)
        );
        (await city.City.Query(db => db.MembershipRequests.AnyAsync(row => row.Id == request.Id))).ShouldBeFalse();
        await page.GotoAsync($"/antraege/{request.Id}");
        await page.GetByText("Dieser Antrag ist inzwischen beantwortet oder abgelaufen.").First.WaitForAsync();
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_and_is_mailed_with_it()
    {
        var request = await Given("Paul", "Abgelehnt");
        var page = await Opened(request);
        await page.GetByRole(AriaRole.Button, new() { Name = "Ablehnen" }).PressEnterAsync();
        await page.GetByRole(
                AriaRole.Link,
                new() { Name = "Bitte schreiben Sie in höchstens 1.000 Zeichen, warum Sie ablehnen." }
            )
            .WaitForAsync();
        await page.GetByLabel("Begründung").FillAsync("Sie stehen nicht im Verzeichnis des Rates.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ablehnen" }).PressEnterAsync();
        await page.GetByText("Der Antrag von Paul Abgelehnt ist abgelehnt.").First.WaitForAsync();

        (await city.City.Query(db => db.MembershipRequests.SingleAsync(row => row.Id == request.Id))).State.ShouldBe(
            RequestState.Refused
        );
        (await city.City.Query(db => db.Members.AnyAsync(row => row.Email == request.Email))).ShouldBeFalse();
        (
            await city.City.Query(db =>
                db.Mails.CountAsync(mail => mail.MemberId == request.Id && mail.Kind == MembershipRefused.Kind)
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task The_list_and_a_request_are_accessible_also_with_errors()
    {
        var request = await Given("Zora", "Zugänglich");
        var page = await city.Administrator(320); // axe needs script
        await page.GotoAsync("/antraege");
        await page.ShouldBeAccessible();
        await page.GotoAsync($"/antraege/{request.Id}");
        await page.ShouldBeAccessible();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ablehnen" }).ClickAsync();
        await page.GetByRole(
                AriaRole.Link,
                new() { Name = "Bitte schreiben Sie in höchstens 1.000 Zeichen, warum Sie ablehnen." }
            )
            .WaitForAsync();
        await page.ShouldBeAccessible();
    }

    private async Task<IPage> Opened(MembershipRequest request)
    {
        var page = await city.Administrator(320, javaScript: false);
        await page.GotoAsync("/antraege");
        await page.GetByRole(AriaRole.Link, new() { Name = request.DisplayName() }).PressEnterAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = $"Antrag von {request.DisplayName()}" }).WaitForAsync();
        return page;
    }

    private async Task<MembershipRequest> Given(string firstName, string lastName)
    {
        var request = new MembershipRequest
        {
            Id = Guid.CreateVersion7(),
            FirstName = firstName,
            LastName = lastName,
            Faction = "Freie Liste",
            Email = $"{Guid.NewGuid():N}@rat.example",
            ReceivedAt = city.City.Clock.GetUtcNow(),
        };
        await city.City.Query(async db =>
        {
            db.Add(request);
            return await db.SaveChangesAsync();
        });
        return request;
    }
}
