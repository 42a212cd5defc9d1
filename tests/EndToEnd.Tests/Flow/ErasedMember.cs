using System.Text;
using Microsoft.Playwright;
using MimeKit;
using Npgsql;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.EndToEnd.Tests.Flow;

/// <summary>
/// A member takes a seat, sees and downloads what is stored, has the city send its part, and then everything erased.
/// Whoever is last in the list of the city is taken, for this person is gone afterwards. Records what came back and
/// what was left.
/// </summary>
public sealed record ErasedMember(
    CouncilMember Member,
    string Download,
    MimeMessage CityPart,
    string Progress,
    MimeMessage Statement,
    string WhenComingBack,
    string Cookies,
    IReadOnlyList<string> Left
)
{
    private const string City = "rhein-neckar";

    public static async Task<ErasedMember> RunAsync(MainJob job)
    {
        var (council, id) = await LastOfCityAsync(job.Platform);
        var question = $"Wer haftet für die Mitmachkarte? {id.ToString()[..8]}";
        var member = await MemberAtHome.Of(job.Platform, job.Browser, council);
        await member.FollowInvitationAsync(MemberOnTwoDevices.ComingSession, "online");
        await member.AnswerAsync(question);
        await member.SignInAsync();
        await member.RememberCookiesAsync(job.Secrets);

        var page = member.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Daten ansehen, berichtigen, herunterladen oder löschen" })
            .PressEnterAsync();
        var download = await DownloadAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Angaben der Kommune anfordern" }).PressEnterAsync();
        await page.Locator(".done").GetByText("Ihre Kommune schickt Ihnen ihren Teil").WaitForAsync();
        var part = await member.MailAsync(mail => mail.Subject == "Ihre Daten bei den Stadtgesprächen");

        await page.GetByRole(AriaRole.Link, new() { Name = "Löschung vorbereiten" }).PressEnterAsync();
        await page.GetByLabel("Ja, alles über mich soll gelöscht werden").ChooseAsync();
        await page.Locator("#loeschen").PressEnterAsync();
        page.Url.ShouldEndWith("/loeschung", customMessage: await page.InnerTextAsync("main"));
        (await page.InnerTextAsync("main")).ShouldContain("Die Löschung hat begonnen");
        await member.RememberCookiesAsync(job.Secrets);
        await Eventually.Holds(
            async () =>
            {
                await page.ReloadAsync();
                (await page.InnerTextAsync("main")).ShouldContain("Vollständig abgeschlossen");
            },
            patience: TimeSpan.FromMinutes(3)
        );
        var progress = await page.InnerTextAsync("main");
        var statement = await member.MailAsync(mail =>
            mail.Subject!.EndsWith("sind gelöscht", StringComparison.Ordinal)
        );

        await page.GotoAsync("/mein-bereich");
        var comingBack = page.Url;
        return new ErasedMember(
            council,
            download,
            part,
            progress,
            statement,
            comingBack,
            await page.Context.StorageStateAsync(),
            await WhatIsLeftAsync(
                job.Platform,
                $"{id}",
                council.Name,
                council.Address,
                council.Address.Split('@')[0],
                question
            )
        );
    }

    private static async Task<(CouncilMember Member, Guid Id)> LastOfCityAsync(RunningPlatform platform)
    {
        await using var city = NpgsqlDataSource.Create(platform.DatabaseOf(City));
        foreach (var candidate in CouncilMember.Of(City).Reverse())
        {
            await using var command = city.CreateCommand("select id from members where email = $1");
            command.Parameters.AddWithValue(candidate.Address.ToLowerInvariant());
            if (await command.ExecuteScalarAsync() is Guid id)
            {
                return (candidate, id);
            }
        }

        throw new InvalidOperationException($"{City} has no members any more.");
    }

    private static async Task<string> DownloadAsync(IPage page)
    {
        var link = page.GetByRole(AriaRole.Link, new() { Name = "Als Datei herunterladen" });
        await link.ReachAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        return await File.ReadAllTextAsync(await download.PathAsync(), Encoding.UTF8);
    }

    /// <summary>
    /// Where one of these still stands at the hub or at the city. The log of who changed what keeps ids, and only ids,
    /// for its 30 days.
    /// </summary>
    private static async Task<IReadOnlyList<string>> WhatIsLeftAsync(RunningPlatform platform, params string[] traces)
    {
        var left = new List<string>();
        try
        {
            await Eventually.Holds(async () =>
            {
                left.Clear();
                foreach (var database in platform.HubDatabases.Append(platform.DatabaseOf(City)))
                {
                    left.AddRange(
                        from row in await DatabaseContents.ReadAsync(database)
                        from trace in row.Table == "audit_log" ? traces[1..] : traces
                        where row.Row.Contains(trace, StringComparison.OrdinalIgnoreCase)
                        select $"{row.Table}: {trace} in {row.Row}"
                    );
                }

                left.ShouldBeEmpty();
            });
        }
        catch (ShouldAssertException)
        {
            // The test says what was left.
        }

        return left;
    }
}
