using Microsoft.Playwright;
using MimeKit;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.EndToEnd.Tests.Flow;

/// <summary>A council member with mailbox and browser, without JavaScript; who it is stands in the demo data.</summary>
public sealed class MemberAtHome(CouncilMember member, Inbox inbox, IPage page)
{
    public static async Task<MemberAtHome> Of(RunningPlatform platform, Browser browser, CouncilMember member) =>
        new(member, platform.InboxOf(member.Partner), await browser.Person(platform.Portal, javaScript: false));

    public CouncilMember Member => member;

    public IPage Page => page;

    /// <summary>Waits for the invitation to a session and follows one of its links (vor-ort, online, absage).</summary>
    public async Task FollowInvitationAsync(string title, string answer)
    {
        var invitation = await inbox.Next(member.Address, mail => mail.Subject!.Contains(title) && Inbox.Calendar(mail) is null);
        await page.GotoAsync(Inbox.Links(invitation).Single(link => link.EndsWith($"antwort={answer}", StringComparison.Ordinal)));
        page.Url.ShouldNotContain("eyJ");
        (await page.Locator("#person").InnerTextAsync()).ShouldContain(member.Name);
    }

    public async Task AnswerAsync(string? question = null, string? needs = null)
    {
        if (question is not null)
        {
            await page.GetByLabel("Frage oder Erfahrung für den Austausch").WriteAsync(question);
        }

        if (needs is not null)
        {
            await page.GetByLabel("Was brauchen Sie, um gut teilnehmen zu können?").WriteAsync(needs);
        }

        await page.Locator("#antworten").PressEnterAsync();
    }

    public async Task ChooseAsync(string label)
    {
        await page.ReloadAsync();
        await page.GetByLabel(label).ChooseAsync();
        await page.Locator("#antworten").PressEnterAsync();
    }

    public Task<string> StandAsync() => page.Locator("section.stand").InnerTextAsync();

    /// <summary>Waits for a mail whose calendar part, as an independent reader understands it, is of that method and fits.</summary>
    public async Task<(MimeMessage Mail, ReadEvent Entry)> CalendarMailAsync(string method, Func<ReadEvent, bool>? fits = null)
    {
        (MimeMessage, ReadEvent)? found = null;
        await Eventually.Holds(async () =>
        {
            var mails = (await inbox.To(member.Address)).Where(mail => Inbox.Calendar(mail) is not null).ToList();
            var calendars = await CalendarReader.ReadAsync([.. mails.Select(mail => Inbox.Calendar(mail)!)]);
            found = mails.Zip(calendars)
                .Where(pair => pair.Second.Method == method)
                .Select(pair => (pair.First, pair.Second.Events.Single()))
                .LastOrDefault(pair => fits is null || fits(pair.Item2));
            found.Value.Item1.ShouldNotBeNull($"{member.Name} has no {method} that fits among {mails.Count} calendar mails");
        });
        return found!.Value;
    }

    public Task<MimeMessage> MailAsync(Func<MimeMessage, bool> fits) => inbox.Next(member.Address, fits);
}
