using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Resends;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Members.Import;

/// <summary>
/// The verb <c>import csv FILE [--column MEANING=HEADING]… [--header LINE] [--dry-run] [--json]</c>, or without the word
/// csv as before; an empty heading says that a meaning is not in the file. Exit code 0: every line was good; 1: some
/// were left out; 2: nothing could be done. Tells on the error output how far it is. Waits until the
/// hub's facts are here, because in a new database it could not know whom the hub already knows.
/// </summary>
internal static class ImportVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The process's exit code when the first argument is <c>import</c> and the second no other source; else null.
    /// </summary>
    public static async Task<int?> ImportWhenAskedAsync(this IHost app, string[] args)
    {
        if (args is not ["import", ..] || args is ["import", "oparl", ..])
        {
            return null;
        }

        var (dryRun, json) = (args.Contains("--dry-run"), args.Contains("--json"));
        // A mistyped dry run must not import.
        if (
            !TryRead(
                [
                    .. args.Skip(args is ["import", "csv", ..] ? 2 : 1)
                        .Where(arg => arg is not ("--dry-run" or "--json")),
                ],
                out var path,
                out var wishes
            )
        )
        {
            return Refuse(
                "Bitte nennen Sie die Datei: import csv DATEI [--column BEDEUTUNG=ÜBERSCHRIFT]… [--header ZEILE] "
                    + "[--dry-run] [--json]\nBedeutungen: Kennung, Vorname, Nachname, Name, Titel, E-Mail, Fraktion, Rolle, "
                    + "Mandatsbeginn, Mandatsende; --column Kennung= heißt: nicht in der Datei."
            );
        }

        if (!File.Exists(path))
        {
            return Refuse("Die Datei gibt es nicht.");
        }

        if (new FileInfo(path).Length > MemberFile.LargestFile)
        {
            return Refuse(MemberFile.TooLarge);
        }

        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationDbContext>();
        if (!dryRun && !await FactsAreHereAsync(db))
        {
            return Refuse(
                $"{AwaitedFacts.Title}. Bitte starten Sie den Dienst und wiederholen Sie den Import etwas später."
            );
        }

        var file = MemberFile.Read(await File.ReadAllBytesAsync(path), wishes, new Told("gelesen"));
        foreach (var question in file.Columns.Questions)
        {
            Console.Error.WriteLine($"Hinweis: {question}");
        }

        return await ImportAsync(app, db, file.Batch, dryRun, json);
    }

    /// <summary>Imports a batch, whatever it was read from, and prints the report; returns the exit code.</summary>
    public static async Task<int> ImportAsync(
        IHost app,
        NotificationDbContext db,
        MemberBatch batch,
        bool dryRun,
        bool json
    )
    {
        var services = app.Services;
        var report = await ImportMembers.HandleAsync(
            db,
            services.GetRequiredService<Tombstones>(),
            services.GetRequiredService<IOptions<Partner>>().Value.Key,
            batch,
            dryRun,
            services.GetRequiredService<TimeProvider>().Today(),
            new Told($"von {batch.Records.Count} bearbeitet"),
            CancellationToken.None
        );
        Console.Write(json ? JsonSerializer.Serialize(report, Json) + "\n" : report.InGerman());
        foreach (var reason in await services.GetRequiredService<HeldMails>().WhyAsync(db, CancellationToken.None))
        {
            Console.Error.WriteLine($"Hinweis: {reason}");
        }

        return report.Faults.Count == 0 ? 0 : 1;
    }

    /// <summary>Whether the hub has told what it knows; waits for it, but not for ever.</summary>
    public static async Task<bool> FactsAreHereAsync(NotificationDbContext db)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await db.AwaitsFactsAsync(CancellationToken.None))
        {
            await Task.Delay(TimeSpan.FromSeconds(1), patience.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (patience.IsCancellationRequested)
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryRead(string[] words, out string path, out ColumnWishes wishes)
    {
        var (file, header, headings) = ((string?)null, (int?)null, new Dictionary<MemberColumn, string>());
        var good = true;
        for (var i = 0; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "--column" when i + 1 < words.Length && ColumnWishes.Read(words[i + 1]) is { } wish:
                    (headings[wish.Column], i) = (wish.Heading, i + 1);
                    break;
                case "--header" when i + 1 < words.Length && int.TryParse(words[i + 1], out var line) && line > 0:
                    (header, i) = (line, i + 1);
                    break;
                case var name when file is null && !name.StartsWith("--", StringComparison.Ordinal):
                    file = name;
                    break;
                default:
                    good = false;
                    break;
            }
        }

        (path, wishes) = (file ?? "", new(new Dictionary<MemberColumn, int>(), header) { Headings = headings });
        return good && file is not null;
    }

    private static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 2;
    }

    /// <summary>A line on the error output for every thousand.</summary>
    private sealed class Told(string what) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value > 0 && value % 1000 == 0)
            {
                Console.Error.WriteLine($"{value} {what}");
            }
        }
    }
}
