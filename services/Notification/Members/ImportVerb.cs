using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Notification.Erasures;

namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// The verb <c>import FILE [--dry-run] [--json]</c>. Exit code 0: every line was good; 1: some were left out; 2: nothing could be done. Waits until the
/// hub's facts are here, because in a new database it could not know whom the hub already knows.
/// </summary>
internal static class ImportVerb
{
    private const int LargestFile = 20 * 1024 * 1024;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The process's exit code when the first argument is <c>import</c>; else null.</summary>
    public static async Task<int?> ImportWhenAskedAsync(this IHost app, string[] args)
    {
        if (args is not ["import", ..])
            return null;

        var (dryRun, json) = (args.Contains("--dry-run"), args.Contains("--json"));
        if (args.Skip(1).FirstOrDefault(arg => !arg.StartsWith("--", StringComparison.Ordinal)) is not { } path)
            return Refuse("Bitte nennen Sie die Datei: import DATEI [--dry-run] [--json]");
        if (!File.Exists(path))
            return Refuse("Die Datei gibt es nicht.");
        if (new FileInfo(path).Length > LargestFile)
            return Refuse("Die Datei ist größer als 20 MB.");

        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationDbContext>();
        var partner = app.Services.GetRequiredService<IOptions<Partner>>().Value.Key;
        if (!dryRun && !await FactsAreHereAsync(db))
            return Refuse("Die Angaben der Zentrale sind noch nicht da. Bitte starten Sie den Dienst und wiederholen Sie den Import etwas später.");

        var file = MemberFile.Read(await File.ReadAllBytesAsync(path));
        var today = app.Services.GetRequiredService<TimeProvider>().Today();
        var report = await ImportMembers.HandleAsync(db, app.Services.GetRequiredService<Tombstones>(), partner, file, dryRun, today, CancellationToken.None);
        Console.Write(json ? JsonSerializer.Serialize(report, Json) + "\n" : report.InGerman());
        return report.Faults.Count == 0 ? 0 : 1;
    }

    private static async Task<bool> FactsAreHereAsync(NotificationDbContext db)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await db.Installations.AnyAsync(installation => installation.HoldResend == null))
        {
            await Task.Delay(TimeSpan.FromSeconds(1), patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (patience.IsCancellationRequested)
                return false;
        }

        return true;
    }

    private static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 2;
    }
}
