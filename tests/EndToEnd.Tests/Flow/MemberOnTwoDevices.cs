using Stadtgespraeche.EndToEnd.Tests.Platform;

namespace Stadtgespraeche.EndToEnd.Tests.Flow;

/// <summary>
/// A member answers an invitation, signs in by mail on two devices, signs the other one out from the first, and leaves;
/// without a script and without a mouse. Records what the pages said on the way.
/// </summary>
public sealed record MemberOnTwoDevices(
    CouncilMember Member,
    string MyPage,
    int DevicesBefore,
    int DevicesAfterwards,
    string OtherDeviceIsLedTo,
    string LeftDeviceIsLedTo
)
{
    public const string ComingSession = "Beteiligen und beraten";
    public const string Question = "Wie sammeln wir Fragen aus dem Saal und aus dem Netz?";

    public static async Task<MemberOnTwoDevices> RunAsync(MainJob job)
    {
        var member = await MemberAtHome.WhoNeverSignedIn(
            job.Platform,
            job.Browser,
            CouncilMember.Of("kaiserslautern").Skip(10)
        );
        var council = member.Member;
        await member.FollowInvitationAsync(ComingSession, "online");
        await member.AnswerAsync(Question);
        await member.SignInAsync();
        var elsewhere = await MemberAtHome.Of(job.Platform, job.Browser, council);
        await elsewhere.SignInAsync();
        foreach (var device in (MemberAtHome[])[member, elsewhere])
        {
            await device.RememberCookiesAsync(job.Secrets);
        }

        var page = member.Page;
        await page.ReloadAsync();
        var mine = await page.InnerTextAsync("main");
        var others = page.Locator("section[aria-labelledby='geraete'] button");
        var before = await others.CountAsync();
        await others.First.PressEnterAsync();
        await page.GetByText("Das Gerät ist abgemeldet").WaitForAsync();
        var afterwards = await others.CountAsync();
        await elsewhere.Page.GotoAsync("/anmelden/passkeys");
        var ledTo = elsewhere.Page.Url;

        await page.Locator("#kopf-abmelden").PressEnterAsync();
        await page.Locator("#kopf-anmelden").WaitForAsync();
        await page.GotoAsync("/mein-bereich");
        return new MemberOnTwoDevices(council, mine, before, afterwards, ledTo, page.Url);
    }
}
