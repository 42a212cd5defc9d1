namespace Stadtgespraeche.Notification.Members.Import;

/// <summary>
/// A members file: what its columns mean, its good lines as records, and each other line with what is wrong with it.
/// Every line below the headings that is not empty is in one of the two lists. A file that is too large or no members
/// file has nothing but one line that says so.
/// </summary>
public sealed record MemberFile(MemberColumns Columns, MemberBatch Batch)
{
    public const int LargestFile = 50 * 1024 * 1024;

    /// <summary>Far more than any council has, and few enough to hold all of them at once.</summary>
    public const int MostLines = 20_000;

    public const string TooLarge =
        "Die Datei ist größer als 50 MB. Eine Ratsliste ist viel kleiner; bitte prüfen Sie, ob es die richtige Datei ist.";

    /// <summary>The line of the headings, and the lines that could be it, as a person would recognise them.</summary>
    public int HeaderLine { get; private init; } = 1;

    public IReadOnlyList<(int Line, string Text)> Beginning { get; private init; } = [];

    /// <summary>Whom the lines name that were left out, as far as that could be read; for the preview only.</summary>
    public IReadOnlyDictionary<int, string> Names { get; private init; } = new Dictionary<int, string>();

    /// <summary>
    /// CSV with headings, semicolon, comma or tab, in any of the encodings of <see cref="TextOfFile"/>.
    /// </summary>
    public static MemberFile Read(byte[] bytes, ColumnWishes? wishes = null, IProgress<int>? progress = null)
    {
        if (bytes.Length > LargestFile)
        {
            return Refuse([], "file-too-large", TooLarge);
        }

        var file = TextOfFile.Read(bytes);
        if (HeaderRow.Find(file.Text, wishes?.HeaderLine) is not { } header)
        {
            return Refuse([], "file-empty", "Die Datei ist leer.");
        }

        var rows = Rows(file.Text, header).Take(MostLines + 1).ToList();
        var columns = MemberColumns.Find(header.Fields, wishes).Asking(rows, wishes);
        return (
            columns switch
            {
                { Usable: false } => Refuse(
                    columns.Header,
                    columns.Problems[0].Code,
                    string.Join(" ", columns.Problems.Select(problem => problem.Message)),
                    columns
                ),
                _ when rows.Count > MostLines => Refuse(
                    columns.Header,
                    "too-many-lines",
                    $"Die Datei hat mehr als {MostLines} Zeilen. Eine Ratsliste ist viel kürzer; bitte prüfen Sie, "
                        + "ob es die richtige Datei ist."
                ),
                _ => Read(rows, columns, file, progress),
            }
        ) with
        {
            HeaderLine = header.Line,
            Beginning = [.. header.Around(file.Text).Select(row => (row.Line, string.Join(" | ", row.Fields)))],
        };
    }

    private static MemberFile Read(List<CsvRow> rows, MemberColumns columns, TextOfFile file, IProgress<int>? progress)
    {
        var (records, leftOut, names) = (
            new List<MemberRecord>(),
            new List<LineOutcome>(),
            new Dictionary<int, string>()
        );
        foreach (var row in rows)
        {
            var odd = file.OddLines.Count > 0 && Enumerable.Range(row.Line, row.Lines).Any(file.OddLines.Contains);
            var (record, outcome, name) = MemberRow.Read(row, columns, odd);
            if (record is not null)
            {
                records.Add(record);
            }
            else
            {
                leftOut.Add(outcome!);
            }

            if (name is not null)
            {
                names[row.Line] = name;
            }

            if ((records.Count + leftOut.Count) % 1000 == 0)
            {
                progress?.Report(records.Count + leftOut.Count);
            }
        }

        return new(columns, new(records, leftOut)) { Names = names };
    }

    /// <summary>Below the headings, without those that are empty.</summary>
    private static IEnumerable<CsvRow> Rows(string text, HeaderRow header)
    {
        var reader = new StringReader(text);
        for (var line = 1; line < header.Line; line++)
        {
            reader.ReadLine();
        }

        return new CsvRows(reader, header.Separator, header.Line - 1)
            .Read()
            .Skip(1)
            .Where(row => row.Fault is not null || row.Fields.Any(field => field.Length > 0));
    }

    private static MemberFile Refuse(
        IReadOnlyList<string> header,
        string code,
        string message,
        MemberColumns? columns = null
    ) =>
        new(
            columns ?? new(header, new Dictionary<MemberColumn, int>(), [(code, message)]),
            new([], [LineOutcome.Out(1, code, message)])
        );
}
