using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Notification.Checks;

/// <summary>
/// The verb <c>check [--mail ADDRESS] [--json]</c>. Exit code 0: all is well, or warnings only; 1: something failed; 2:
/// wrong call. The hub is told the codes of what failed by the service, as soon as it runs; nothing is told while there
/// is no database.
/// </summary>
internal static class CheckVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private sealed record Report(
        string Release,
        string? Partner,
        DateTimeOffset At,
        bool Passed,
        bool Told,
        IReadOnlyList<Finding> Findings
    );

    /// <summary>The process's exit code when the first argument is <c>check</c>; else null.</summary>
    public static async Task<int?> CheckWhenAskedAsync(this IHost app, string[] args)
    {
        if (args is not ["check", .. var options])
        {
            return null;
        }

        string? mailTo = null;
        var json = false;
        for (var rest = options; rest.Length > 0; )
        {
            switch (rest)
            {
                case ["--json", ..]:
                    (json, rest) = (true, rest[1..]);
                    break;
                case ["--mail", var to, ..]
                    when MailboxAddress.TryParse(to, out var mailbox) && mailbox.Address.Contains('@'):
                    (mailTo, rest) = (to, rest[2..]);
                    break;
                default:
                    Console.Error.WriteLine("So wird geprüft: check [--mail ADRESSE] [--json]");
                    return 2;
            }
        }

        var findings = await new AllChecks(
            app.Services,
            app.Services.GetRequiredService<IConfiguration>(),
            app.Services.GetRequiredService<IHostEnvironment>()
        ).RunAsync(mailTo, CancellationToken.None);
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var key = app.Services.GetRequiredService<IConfiguration>()["Partner:Key"];
        string[] failed =
        [
            .. findings.Where(finding => finding.Verdict == Verdict.Failed).Select(finding => finding.Check).Distinct(),
        ];
        var report = new Report(
            Release.Current,
            key,
            now,
            failed.Length == 0,
            await TellAsync(app, key, now, failed),
            findings
        );
        Console.Write(json ? JsonSerializer.Serialize(report, Json) + "\n" : InGerman(report));
        return report.Passed ? 0 : 1;
    }

    private static async Task<bool> TellAsync(IHost app, string? key, DateTimeOffset now, string[] failed)
    {
        if (failed.Intersect([CheckCodes.Database, CheckCodes.Settings]).Any())
        {
            return false;
        }

        try
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<NotificationDbContext>();
            db.SendToHub(key!, new PartnerChecked(key!, Release.Current, now, failed));
            await db.SaveChangesAsync();
            return true;
        }
        catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string InGerman(Report report)
    {
        var text = new StringWriter { NewLine = "\n" };
        text.WriteLine($"Prüfung des Benachrichtigungsdienstes {report.Release} ({report.Partner})");
        foreach (var finding in report.Findings)
        {
            var mark = finding.Verdict switch
            {
                Verdict.Good => "[  gut  ]",
                Verdict.Warning => "[Hinweis]",
                _ => "[FEHLER ]",
            };
            text.WriteLine($"{mark} {CheckCodes.InGerman(finding.Check)}: {finding.Says}");
            if (finding.Mend is not null)
            {
                text.WriteLine($"          -> {finding.Mend}");
            }
        }

        var (failed, warned) = (
            report.Findings.Count(finding => finding.Verdict == Verdict.Failed),
            report.Findings.Count(finding => finding.Verdict == Verdict.Warning)
        );
        text.WriteLine();
        text.WriteLine(
            (failed, warned) switch
            {
                (0, 0) => "Alles ist in Ordnung.",
                (0, _) => $"Der Dienst kann arbeiten. Bitte sehen Sie sich die Hinweise an ({warned}).",
                _ => $"{(failed == 1 ? "Ein Fehler ist" : $"{failed} Fehler sind")} zu beheben. Danach rufen Sie "
                    + "„check“ bitte noch einmal auf.",
            }
        );
        text.WriteLine(
            report.Told
                ? "Die Zentrale erfährt Zeitpunkt, Version und welche Prüfungen nicht bestanden sind, sonst nichts; und zwar, "
                    + "sobald der Dienst läuft und den Broker erreicht."
                : "Die Zentrale erfährt dieses Ergebnis nicht; dafür müssen Konfiguration und Datenbank in Ordnung sein."
        );
        return text.ToString();
    }
}
