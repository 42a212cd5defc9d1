using System.Diagnostics;
using Microsoft.Playwright;
using MimeKit;
using Stadtgespraeche.EndToEnd.Tests.Platform;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.EndToEnd.Tests.Flow;

/// <summary>
/// A region applies, is accepted, downloads its kit, and brings its council in with nothing but that: from the
/// application in the portal to the invitation in a member's inbox, which waits until its administrator has come in and said
/// what the law asks for. Then the portal shows it as connected, and somebody who was in no list asks to be enrolled. At last the
/// city loses its database and goes on from a backup older than all its mails. Its mails go to the demo inbox of
/// Rhein-Neckar.
/// </summary>
public sealed class NewCity
{
    private const string Applicant = "it@musterverbund.example";
    private const string Organisers = "organisation@stadtgespraeche.example";
    private const string Tester = "pruefung@musterverbund.example";

    /// <summary>From the organiser's yes to the first mail.</summary>
    public TimeSpan Took { get; private set; }

    public MimeMessage FirstMail { get; private set; } = null!;

    /// <summary>What the kit says it is made of (CycloneDX).</summary>
    public string Parts { get; private set; } = "";

    public string CheckBefore { get; private set; } = "";

    public string CheckAfterwards { get; private set; } = "";

    public string TestMailSubject { get; private set; } = "";

    /// <summary>The invitation of the member who asked in the portal and was confirmed at the city.</summary>
    public MimeMessage InvitationOfNewMember { get; private set; } = null!;

    /// <summary>All that the first member has got, with the backup between the first and the last of them.</summary>
    public IReadOnlyList<MimeMessage> MailsAcrossTheBackup { get; private set; } = [];

    /// <summary>Of everybody who typed one on the way; none may stand at the hub.</summary>
    public List<string> Addresses { get; } = [Applicant, Tester];

    public static async Task<NewCity> RunAsync(MainJob job)
    {
        var city = new NewCity();
        var key = $"musterverbund-{Guid.NewGuid().ToString("N")[..8]}";
        var inbox = job.Platform.InboxOf("rhein-neckar");
        var page = await ApplyAsync(job);
        await job.Queues.AddAsync(key);
        // Before the city is there: who joins late is invited to what is ahead.
        await AnnounceAsync(job, $"Erste Sitzung {key}");
        await AcceptAsync(job, key);
        var accepted = Stopwatch.GetTimestamp();
        var kit = await DownloadAsync(page);
        await using var hall = await CityHall.SetUpAsync(job.Platform, kit, job.Platform["SMTP_RHEIN_NECKAR"]);
        File.Delete(kit);
        city.Parts = await hall.ReadAsync("sbom.cdx.json");

        (await hall.CallAsync("migrate")).ShouldBe((0, "Die Tabellen sind auf dem neuen Stand.\n"));
        city.CheckBefore = await CheckAsync(hall);
        await hall.StartAsync();
        var dump = await hall.BackUpAsync();
        var address = $"rita-{key}@rat.example";
        var file = await hall.WriteAsync(
            "rat.csv",
            $"Kennung;Vorname;Nachname;E-Mail\n1;Rita;Beispielfrau;{address}\n"
        );
        var (exitCode, output) = await hall.CallAsync("import", "csv", file);
        exitCode.ShouldBe(0, output);
        await Eventually.Holds(async () =>
            (city.CheckAfterwards = await CheckAsync(hall)).ShouldContain("die Zentrale erkennt sie an")
        );
        city.TestMailSubject = (await inbox.Next(Tester, _ => true)).Subject ?? "";

        var administrator = await CityAdministrator.ComeInAsync(job, hall);
        await administrator.PublishLegalPagesAsync();
        city.FirstMail = await inbox.Next(address, mail => (mail.Subject ?? "").Contains($"Erste Sitzung {key}"));
        city.Took = Stopwatch.GetElapsedTime(accepted);
        var newMember = $"neu-dabei-{key}@rat.example";
        city.Addresses.AddRange([address, newMember]);
        await AskToBeEnrolledAsync(job, key, newMember);
        await administrator.ConfirmMandateAsync("Nora Neudabei");
        city.InvitationOfNewMember = await inbox.Next(
            newMember,
            mail => mail.HtmlBody is not null && mail.TextBody?.Contains("/platz?t=") == true
        );

        await hall.LoseAndRestoreAsync(dump);
        (await hall.CallAsync("import", "csv", file)).ExitCode.ShouldBe(0);
        // The backup is older than the legal pages too, and without them nobody is invited.
        await (await CityAdministrator.ComeInAsync(job, hall)).PublishLegalPagesAsync();
        await AnnounceAsync(job, $"Zweite Sitzung {key}");
        await inbox.Next(address, mail => (mail.Subject ?? "").Contains($"Zweite Sitzung {key}"));
        city.MailsAcrossTheBackup = await inbox.To(address);
        return city;
    }

    private static async Task<IPage> ApplyAsync(MainJob job)
    {
        var page = await job.Browser.Person(job.Platform.Portal, javaScript: false);
        await page.GotoAsync("/mitmachen/bewerbung?frei=true");
        await page.GetByLabel("Name der Region").FillAsync("Musterverbund");
        await page.GetByLabel("Warum möchten Sie mitmachen?").FillAsync("Wir möchten von anderen lernen.");
        await page.GetByLabel("Name der Ansprechperson").FillAsync("Testina Musterfrau");
        await page.GetByLabel("E-Mail-Adresse der Ansprechperson").FillAsync(Applicant);
        await page.GetByLabel("Ich bin einverstanden").CheckAsync();
        await page.ClickAsync("#bewerben");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Bitte sehen Sie in Ihr Postfach" }).WaitForAsync();
        var mail = await job
            .Platform.InboxOf("kaiserslautern")
            .Next(Applicant, mail => Inbox.Links(mail).Any(link => link.Contains("/bewerbung?t=")));
        await page.GotoAsync(Inbox.Links(mail).First(link => link.Contains("/bewerbung?t=")));
        await page.ClickAsync("#bestaetigen");
        await page.GetByText("liegt jetzt der Organisation vor").WaitForAsync();
        return page;
    }

    private static async Task AnnounceAsync(MainJob job, string title) =>
        await (await job.DeskAsync()).AnnounceAsync(
            title,
            TimeProvider.System.GetLocalNow().Date.AddDays(40).AddHours(18),
            5,
            5,
            MainJob.OnlineLink
        );

    private static async Task AcceptAsync(MainJob job, string key)
    {
        var page = (await job.DeskAsync()).Page;
        var told = await job
            .Platform.InboxOf("kaiserslautern")
            .Next(Organisers, mail => mail.TextBody!.Contains("Musterverbund"));
        await page.GotoAsync(Inbox.Links(told).Single(link => link.Contains("/organisation/bewerbungen/")));
        await page.GetByLabel("Kürzel").FillAsync(key);
        await page.ClickAsync("#annehmen");
        await page.GetByText("Die Bewerbung ist angenommen.").WaitForAsync();
    }

    private static async Task<string> DownloadAsync(IPage page)
    {
        await page.ReloadAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#paket"));
        var kit = Path.GetTempFileName();
        await download.SaveAsAsync(kit);
        return kit;
    }

    /// <summary>The portal offers a city as soon as it is connected.</summary>
    private static async Task AskToBeEnrolledAsync(MainJob job, string key, string address)
    {
        var page = await job.Browser.Person(job.Platform.Portal, javaScript: false);
        await Eventually.Holds(async () =>
        {
            await page.GotoAsync("/mitmachen/mitglied");
            (await page.Locator($"option[value={key}]").CountAsync()).ShouldBe(1);
        });
        await page.GetByLabel("Ihre Kommune").SelectOptionAsync(key);
        await page.GetByLabel("Vorname").FillAsync("Nora");
        await page.GetByLabel("Nachname").FillAsync("Neudabei");
        await page.GetByLabel("E-Mail-Adresse").FillAsync(address);
        await page.GetByLabel("Ich willige ein").CheckAsync();
        await page.ClickAsync("#beantragen");
        await page.GetByText("Ihre Angaben sind verschlüsselt auf dem Weg").First.WaitForAsync();
    }

    /// <summary>Passes, with hints at most.</summary>
    private static async Task<string> CheckAsync(CityHall hall)
    {
        var (exitCode, output) = await hall.CallAsync("check", "--mail", Tester);
        exitCode.ShouldBe(0, output);
        return output;
    }
}
