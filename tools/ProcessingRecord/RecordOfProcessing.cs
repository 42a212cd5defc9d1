using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.ProcessingRecord;

/// <summary>
/// The record of processing activities (GDPR Art. 30), made from what the code says about its own tables: as a page for
/// the docs and as data for the portal's page. A test compares both files with the code.
/// </summary>
public static class RecordOfProcessing
{
    public const string Page = "docs/record-of-processing.md";
    public const string Data = "portal/record-of-processing.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static string ToMarkdown()
    {
        var text = new StringBuilder(
            """
            # Verzeichnis der Verarbeitungstätigkeiten (Art. 30 DSGVO)

            Diese Seite entsteht aus dem Programmcode (`dotnet run --project tools/ProcessingRecord`) und nennt jede Tabelle
            mit personenbezogenen Angaben. Verantwortlich sind für die Zentrale die Geschäftsstelle der Stadtgespräche, für das
            Mitgliederverzeichnis die jeweilige Kommune.
            Was mit * bezeichnet ist, gehört zu den besonderen Kategorien (Art. 9).

            """.ReplaceLineEndings("\n")
        );
        foreach (var database in Models.All)
        {
            text.Append($"\n## {database.Where}\n");
            foreach (
                var table in database
                    .Tables.Where(table => table.HoldsPersons)
                    .OrderBy(table => table.Name, StringComparer.Ordinal)
            )
            {
                var processing = table.Processing!;
                text.Append($"\n### {processing.Purpose}\n\n");
                text.Append($"- Tabelle: `{table.Name}`\n- Angaben: {string.Join(", ", Names(table))}\n");
                text.Append(
                    $"- Wer sie sieht: {processing.SeenBy}\n- Wie lange: {processing.Kept}\n- Bei Löschung der "
                        + $"Person: {Words(processing)}\n"
                );
            }
        }

        return text.ToString();
    }

    public static string ToJson() =>
        JsonSerializer
            .Serialize(
                Models.All.Select(database => new
                {
                    database.Where,
                    Activities = database
                        .Tables.Where(table => table.HoldsPersons)
                        .OrderBy(table => table.Name, StringComparer.Ordinal)
                        .Select(table => new
                        {
                            table.Processing!.Purpose,
                            Table = table.Name,
                            Personal = Columns(table, Category.Personal),
                            Special = Columns(table, Category.Special),
                            table.Processing.SeenBy,
                            table.Processing.Kept,
                            Erasure = Words(table.Processing),
                        }),
                }),
                Json
            )
            .ReplaceLineEndings("\n") + "\n";

    private static IEnumerable<string> Names(Table table) =>
        Columns(table, Category.Personal)
            .Select(name => $"`{name}`")
            .Concat(Columns(table, Category.Special).Select(name => $"`{name}`*"));

    private static string[] Columns(Table table, Category category) =>
        [
            .. table
                .Columns.Where(column => column.Category == category)
                .Select(column => column.Name)
                .Order(StringComparer.Ordinal),
        ];

    private static string Words(ProcessingAttribute processing) =>
        processing.Erasure switch
        {
            Erasure.Delete => "wird gelöscht",
            Erasure.Anonymise => "bleibt ohne Bezug zur Person",
            _ => "endet wie oben gesagt",
        };
}
