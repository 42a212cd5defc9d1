using System.Collections.Concurrent;
using Microsoft.Playwright;
using MimeKit;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.EndToEnd.Tests.Flow;

/// <summary>A council member with mailbox and browser, without JavaScript; who it is stands in the demo data.</summary>
public sealed class MemberAtHome(CouncilMember member, Inbox inbox, IPage page)
{
    private readonly Dictionary<MimeMessage, ReadCalendar> calendars = [];

    public static async Task<MemberAtHome> Of(RunningPlatform platform, Browser browser, CouncilMember member) =>
        new(member, platform.InboxOf(member.Partner), await browser.Person(platform.Portal, javaScript: false));

    /// <summary>
    /// The first one who has had no mail for a sign-in yet: of those a city sends few to one person, and tests may be
    /// repeated.
    /// </summary>
    public static async Task<MemberAtHome> WhoNeverSignedIn(
        RunningPlatform platform,
        Browser browser,
        IEnumerable<CouncilMember> candidates
    )
    {
        foreach (var candidate in candidates)
        {
            if (!(await platform.InboxOf(candidate.Partner).To(candidate.Address)).Any(IsSignIn))
            {
                return await Of(platform, browser, candidate);
            }
        }

        throw new InvalidOperationException("All of them have signed in before.");
    }

    public CouncilMember Member => member;

    public IPage Page => page;

    /// <summary>Waits for the invitation to a session and follows one of its links (vor-ort, online, absage).</summary>
    public async Task FollowInvitationAsync(string title, string answer)
    {
        var invitation = await inbox.Next(
            member.Address,
            mail => mail.Subject!.Contains(title) && Inbox.Calendar(mail) is null
        );
        await page.GotoAsync(
            Inbox.Links(invitation).Single(link => link.EndsWith($"antwort={answer}", StringComparison.Ordinal))
        );
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

    /// <summary>
    /// Waits for a mail whose calendar part, as an independent reader understands it, is of that method and fits.
    /// </summary>
    public async Task<(MimeMessage Mail, ReadEvent Entry)> CalendarMailAsync(
        string method,
        Func<ReadEvent, bool>? fits = null
    )
    {
        (MimeMessage, ReadEvent)? found = null;
        await Eventually.Holds(async () =>
        {
            var mails = (await inbox.To(member.Address)).Where(mail => Inbox.Calendar(mail) is not null).ToList();
            var unread = mails.Where(mail => !calendars.ContainsKey(mail)).ToList();
            if (unread.Count > 0)
            {
                var read = await CalendarReader.ReadAsync([.. unread.Select(mail => Inbox.Calendar(mail)!)]);
                foreach (var (mail, calendar) in unread.Zip(read))
                {
                    calendars[mail] = calendar;
                }
            }

            found = mails
                .Where(mail => calendars[mail].Method == method)
                .Select(mail => (mail, calendars[mail].Events.Single()))
                .LastOrDefault(pair => fits is null || fits(pair.Item2));
            found.Value.Item1.ShouldNotBeNull(
                $"{member.Name} has no {method} that fits among {mails.Count} calendar mails"
            );
        });
        return found!.Value;
    }

    /// <summary>
    /// Begins on the front page, asks for a link to sign in and returns the one of the mail that comes.
    /// </summary>
    public async Task<string> AskForLinkAsync()
    {
        var before = (await inbox.To(member.Address)).Count(IsSignIn);
        await page.GotoAsync("/");
        await page.Locator("#kopf-anmelden").PressEnterAsync();
        await page.GetByLabel("Ihre Kommune").ChooseEntryAsync(member.Partner);
        await page.GetByLabel("E-Mail-Adresse").WriteAsync(member.Address);
        await page.Locator("#link-anfordern").PressEnterAsync();
        page.Url.ShouldContain("/anmelden/unterwegs");
        page.Url.ShouldNotContain("@");
        var mail = await inbox.Next(member.Address, (mails, mail) => IsSignIn(mail) && mails.Count(IsSignIn) > before);
        return Inbox.Links(mail).Single(link => link.Contains("/anmelden/link?t="));
    }

    /// <summary>Signs in by mail and ends on the own page.</summary>
    public async Task SignInAsync()
    {
        await page.GotoAsync(await AskForLinkAsync());
        page.Url.ShouldNotContain("eyJ");
        (await page.Locator("#person").InnerTextAsync()).ShouldContain(member.Name);
        await page.Locator("#anmelden").PressEnterAsync();
        page.Url.ShouldEndWith("/mein-bereich");
        (await page.Locator("#person").InnerTextAsync()).ShouldContain(member.Name);
    }

    /// <summary>
    /// What opens doors in this browser: the values of its cookies that are long enough to be a secret.
    /// </summary>
    public async Task RememberCookiesAsync(ConcurrentBag<string> secrets)
    {
        foreach (var cookie in (await page.Context.CookiesAsync()).Where(cookie => cookie.Value.Length >= 32))
        {
            secrets.Add(cookie.Value);
        }
    }

    private static bool IsSignIn(MimeMessage mail) =>
        mail.Subject!.StartsWith("Ihre Anmeldung", StringComparison.Ordinal);

    public Task<MimeMessage> MailAsync(Func<MimeMessage, bool> fits) => inbox.Next(member.Address, fits);
}
