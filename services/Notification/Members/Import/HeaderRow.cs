using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Notification.Members.Import;

/// <summary>
/// Where the headings of a file stand and what parts its fields: the row, among the first, in which most headings are
/// recognised. Above it there may be a title.
/// </summary>
internal sealed record HeaderRow(char Separator, int Line, IReadOnlyList<string> Fields)
{
    public const int Furthest = 20;
    private static readonly char[] Separators = [';', '\t', ',', '|'];

    /// <param name="text">The file.</param>
    /// <param name="line">Where a person has seen it, from 1.</param>
    /// <returns>Null when the file holds nothing.</returns>
    public static HeaderRow? Find(string text, int? line)
    {
        var (best, most) = ((HeaderRow?)null, (0, 0, 0, 0));
        foreach (var separator in NamedIn(text) is { } named ? [named] : Separators)
        {
            foreach (var row in First(text, separator).Where(row => line is null || row.Line == line))
            {
                IReadOnlyList<string> fields = [.. row.Fields.Select(field => CleanText.Line(field) ?? "")];
                var columns = MemberColumns.Find(fields);
                var fit = (columns.Usable ? 1 : 0, columns.Chosen.Count, -row.Line, fields.Count);
                if (best is null || fit.CompareTo(most) > 0)
                {
                    (best, most) = (new(separator, row.Line, fields), fit);
                }
            }
        }

        return best is null && line is not null ? Find(text, null) : best;
    }

    /// <summary>The rows among which a person may choose.</summary>
    public IEnumerable<CsvRow> Around(string text) => First(text, Separator);

    // Spreadsheets write empty rows too.
    private static IEnumerable<CsvRow> First(string text, char separator) =>
        new CsvRows(new StringReader(text), separator)
            .Read()
            .TakeWhile(row => row.Line <= Furthest)
            .Where(row =>
                row.Fault is null
                && row.Fields.Any(field => field.Any(char.IsLetterOrDigit))
                && !row.Fields[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
            );

    private static char? NamedIn(string text) =>
        text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4 ? text[4] : null;
}
