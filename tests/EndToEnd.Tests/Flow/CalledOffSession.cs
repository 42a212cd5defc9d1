using MimeKit;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.EndToEnd.Tests.Flow;

/// <summary>
/// A session with one seat on site, lived through until it is called off; records what the three members saw and were
/// sent on the way.
/// </summary>
public sealed record CalledOffSession(
    Guid Id,
    string Title,
    MimeMessage Invitation,
    MimeMessage FirstConfirmation,
    ReadEvent FirstEntry,
    string WaitingPage,
    MimeMessage OnlineUntilThen,
    ReadEvent Withdrawn,
    ReadEvent MovedUp,
    ReadEvent Moved,
    ReadEvent CalledOff,
    string PageAfterwards
)
{
    public static async Task<CalledOffSession> RunAsync(MainJob job)
    {
        var (platform, browser) = (job.Platform, job.Browser);
        var title = $"Beteiligung im Test {Guid.NewGuid().ToString()[..8]}";
        var desk = await job.DeskAsync();
        var start = TimeProvider.System.GetLocalNow().Date.AddDays(40).AddHours(18);
        var session = await desk.AnnounceAsync(title, start, onSite: 1, online: 5, MainJob.OnlineLink);

        // The first one takes the only seat on site.
        var first = await MemberAtHome.Of(platform, browser, CouncilMember.Of("kaiserslautern")[0]);
        await first.FollowInvitationAsync(title, "vor-ort");
        await first.AnswerAsync(question: "Wie erreichen wir junge Leute?", needs: "Einen stufenlosen Zugang");
        (await first.StandAsync()).ShouldContain("Sie haben einen Platz vor Ort");
        var (confirmation, firstEntry) = await first.CalendarMailAsync(
            "REQUEST",
            entry => entry.Summary!.Contains(title)
        );

        // The second one sits online, and keeps that seat while waiting for one on site.
        var second = await MemberAtHome.Of(platform, browser, CouncilMember.Of("bamberg")[0]);
        await second.FollowInvitationAsync(title, "online");
        await second.AnswerAsync();
        await second.ChooseAsync("Ich nehme vor Ort teil");
        var waiting = await second.StandAsync();
        var (onlineUntilThen, ownEntry) = await second.CalendarMailAsync(
            "REQUEST",
            entry => entry.Summary!.Contains(title)
        );

        // The third one declines.
        var third = await MemberAtHome.Of(platform, browser, CouncilMember.Of("rhein-neckar")[0]);
        await third.FollowInvitationAsync(title, "absage");
        await third.AnswerAsync();
        (await third.StandAsync()).ShouldContain("Sie haben abgesagt");

        // The first one cancels, so the second moves up at once.
        await first.ChooseAsync("Ich sage ab");
        var (_, withdrawn) = await first.CalendarMailAsync("CANCEL", entry => entry.Uid == firstEntry.Uid);
        var (_, movedUp) = await second.CalendarMailAsync(
            "REQUEST",
            entry =>
                entry.Uid == ownEntry.Uid
                && entry.Location!.Contains("Musterhaus")
                && !$"{entry}".Contains(MainJob.OnlineLink)
        );

        await desk.MoveAsync(session, start.AddDays(1));
        var (_, moved) = await second.CalendarMailAsync(
            "REQUEST",
            entry => entry.Uid == ownEntry.Uid && entry.Start!.Local != firstEntry.Start!.Local
        );

        await desk.CallOffAsync(session, "Der Saal steht nicht zur Verfügung.");
        var (_, calledOff) = await second.CalendarMailAsync("CANCEL", entry => entry.Uid == ownEntry.Uid);
        await Eventually.Holds(async () =>
        {
            await second.Page.ReloadAsync();
            (await second.Page.InnerTextAsync("main")).ShouldContain("abgesagt");
        });

        var invitation = await first.MailAsync(mail => mail.Subject!.Contains(title) && Inbox.Calendar(mail) is null);
        return new CalledOffSession(
            session,
            title,
            invitation,
            confirmation,
            firstEntry,
            waiting,
            onlineUntilThen,
            withdrawn,
            movedUp,
            moved,
            calledOff,
            await second.Page.InnerTextAsync("main")
        );
    }
}
