using System.Text;

namespace Stadtgespraeche.Notification.Members.Import;

/// <summary>
/// One row of a file with the number of its first line (from 1) and how many lines it has; with a fault in German it
/// has no fields.
/// </summary>
internal sealed record CsvRow(int Line, int Lines, IReadOnlyList<string> Fields, string? Fault = null);

/// <summary>
/// Reads delimited text (RFC 4180) row by row. Quotes may enclose line breaks; but a quote that is never closed spoils
/// its own line only, and reading goes on with the next: a row over several lines counts only when it has as many
/// fields as the first row, and when none of its lines looks like a row itself. <paramref name="skipped"/> lines were
/// read already.
/// </summary>
internal sealed class CsvRows(TextReader reader, char separator, int skipped = 0)
{
    private const int MostLinesOfARow = 20;
    private readonly List<string> ahead = [];
    private int line = skipped;
    private int columns;

    public IEnumerable<CsvRow> Read()
    {
        while (Fill(1))
        {
            var (fields, lines, fault) = Row();
            var row = new CsvRow(line + 1, lines, fields, fault);
            if (columns == 0 && fault is null)
            {
                columns = fields.Count;
            }

            ahead.RemoveRange(0, lines);
            line += lines;
            yield return row;
        }
    }

    private (List<string> Fields, int Lines, string? Fault) Row()
    {
        var (fields, row, at) = (new List<string>(), 0, 0);
        while (true)
        {
            var text = ahead[row];
            while (at < text.Length && text[at] == ' ' && separator != ' ')
            {
                at++;
            }

            if (at >= text.Length || text[at] != '"')
            {
                var end = text.IndexOf(separator, Math.Min(at, text.Length));
                fields.Add(text[Math.Min(at, text.Length)..(end < 0 ? text.Length : end)].Trim());
                at = end < 0 ? text.Length + 1 : end + 1;
            }
            else if (!Quoted(fields, ref row, ref at))
            {
                return (
                    [],
                    1,
                    "Ein Anführungszeichen in dieser Zeile wird nicht geschlossen, oder nach dem schließenden steht noch Text."
                );
            }

            if (at <= ahead[row].Length)
            {
                continue;
            }

            return row > 0 && columns > 0 && fields.Count != columns
                ? ([], 1, "Ein Anführungszeichen in dieser Zeile wird nicht geschlossen.")
                : (fields, row + 1, null);
        }
    }

    /// <summary>
    /// From the opening quote to behind the separator that follows the closing one, or behind the end of the line.
    /// </summary>
    private bool Quoted(List<string> fields, ref int row, ref int at)
    {
        var (text, opened) = (new StringBuilder(), row);
        at++;
        while (true)
        {
            var current = ahead[row];
            var quote = current.IndexOf('"', Math.Min(at, current.Length));
            if (quote < 0)
            {
                // The line with the quote began before it, and the last one ends it; each between them is as a whole
                // inside the quotes.
                if (
                    row + 1 >= MostLinesOfARow
                    || !Fill(row + 2)
                    || (row > opened && columns > 1 && current.Count(c => c == separator) >= columns - 1)
                )
                {
                    return false;
                }

                text.Append(current, Math.Min(at, current.Length), current.Length - Math.Min(at, current.Length))
                    .Append('\n');
                (row, at) = (row + 1, 0);
                continue;
            }

            text.Append(current, at, quote - at);
            if (quote + 1 < current.Length && current[quote + 1] == '"')
            {
                text.Append('"');
                at = quote + 2;
                continue;
            }

            at = quote + 1;
            while (at < current.Length && current[at] == ' ')
            {
                at++;
            }

            if (at < current.Length && current[at] != separator)
            {
                return false;
            }

            at++;
            fields.Add(text.ToString().Trim());
            return true;
        }
    }

    private bool Fill(int lines)
    {
        while (ahead.Count < lines)
        {
            if (reader.ReadLine() is not { } next)
            {
                return false;
            }

            ahead.Add(next);
        }

        return true;
    }
}
