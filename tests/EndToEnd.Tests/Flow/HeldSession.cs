using MimeKit;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.EndToEnd.Tests.Flow;

/// <summary>
/// A session that is moved to the next minute, is held, and leaves a recap and a contribution behind.
/// </summary>
public sealed record HeldSession(
    Guid Id,
    string Title,
    string ListOfParticipants,
    MimeMessage RecapMail,
    string SessionPage,
    string FoundByWords
)
{
    public static async Task<HeldSession> RunAsync(MainJob job)
    {
        var (platform, browser) = (job.Platform, job.Browser);
        var title = $"Hybride Ratsarbeit im Test {Guid.NewGuid().ToString()[..8]}";
        var desk = await job.DeskAsync();
        var start = TimeProvider.System.GetLocalNow().Date.AddDays(20).AddHours(18);
        var session = await desk.AnnounceAsync(title, start, onSite: 5, online: 5, MainJob.OnlineLink);

        var member = await MemberAtHome.Of(platform, browser, CouncilMember.Of("bamberg")[1]);
        await member.FollowInvitationAsync(title, "online");
        await member.AnswerAsync(question: "Wer moderiert im Saal und im Netz zugleich?");
        await desk.Page.GotoAsync($"/organisation/sitzungen/{session}/teilnehmende");
        var participants = await desk.Page.InnerTextAsync("main");

        await desk.MoveToNextMinuteAsync(session);
        // The list offers the ticks once the session has begun.
        await desk.Page.GotoAsync($"/organisation/sitzungen/{session}/teilnehmende");
        await Eventually.Holds(
            async () =>
            {
                await desk.Page.ReloadAsync();
                (await desk.Page.Locator("#anwesenheit-speichern").CountAsync()).ShouldBe(1);
            },
            patience: TimeSpan.FromMinutes(4)
        );
        await desk.TickAsync(session, member.Member.Name);

        await desk.PublishRecapAsync(
            session,
            $"Rückblick: {title}",
            "Im **Musterhaus** sprachen wir über Mikrofone und Abstimmungsgeräte."
        );
        var mail = await member.MailAsync(mail =>
            mail.Subject!.Contains("Rückblick") && mail.TextBody!.Contains("/beitrag?t=")
        );

        await member.Page.GotoAsync(Inbox.Links(mail).First(link => link.Contains("/beitrag?t=")));
        member.Page.Url.ShouldNotContain("eyJ");
        await member.Page.GetByLabel("Gute Praxis").ChooseAsync();
        await member.Page.GetByLabel("Überschrift").WriteAsync("Zwei Kameras genügen");
        await member
            .Page.GetByLabel("Text", new() { Exact = true })
            .WriteAsync("Eine Kamera zeigt den Saal, eine das Pult.");
        await member.Page.Locator("#beitragen").PressEnterAsync();
        await member.Page.GetByText("wartet auf Freigabe").WaitForAsync();

        await desk.ReleaseAsync("Zwei Kameras genügen");
        var visitor = await browser.Person(platform.Portal, javaScript: false);
        await visitor.GotoAsync($"/sitzungen/{session}");
        var page = await visitor.InnerTextAsync("main");
        await visitor.GotoAsync("/wissen?q=Abstimmungsgeräte");
        return new HeldSession(session, title, participants, mail, page, await visitor.InnerTextAsync("main"));
    }
}
