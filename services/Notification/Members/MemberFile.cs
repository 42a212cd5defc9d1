namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// A members file: what its columns mean, its good lines as records, and each other line with what is wrong with it.
/// Every line that is not empty is in one of the two lists. A file that is too large or no members file has nothing but
/// one line that says so.
/// </summary>
public sealed record MemberFile(MemberColumns Columns, MemberBatch Batch)
{
    public const int LargestFile = 50 * 1024 * 1024;

    /// <summary>Far more than any council has, and few enough to hold all of them at once.</summary>
    public const int MostLines = 20_000;

    public const string TooLarge =
        "Die Datei ist größer als 50 MB. Eine Ratsliste ist viel kleiner; bitte prüfen Sie, ob es die richtige Datei ist.";

    /// <summary>The file cannot be used as a whole.</summary>
    public bool Refused => Batch.Records.Count == 0 && Batch.LeftOut is [{ Line: 1 }] && !Columns.Usable;

    /// <summary>
    /// CSV with a header line, semicolon, comma or tab, in any of the encodings of <see cref="TextOfFile"/>.
    /// </summary>
    public static MemberFile Read(
        byte[] bytes,
        IReadOnlyDictionary<MemberColumn, int>? wanted = null,
        IProgress<int>? progress = null
    )
    {
        if (bytes.Length > LargestFile)
        {
            return Refuse([], "file-too-large", TooLarge);
        }

        using var reader = TextOfFile.Open(bytes);
        using var rows = new CsvRows(reader, Separator(bytes))
            .Read()
            .Where(row => row.Fault is not null || row.Fields.Any(field => field.Length > 0))
            .GetEnumerator();
        var more = rows.MoveNext();
        if (
            more
            && rows.Current.Fields is [var first, ..]
            && first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
        )
        {
            more = rows.MoveNext();
        }
        // Spreadsheets write empty rows too.
        while (more && rows.Current.Fault is null && !rows.Current.Fields.Any(field => field.Any(char.IsLetterOrDigit)))
        {
            more = rows.MoveNext();
        }

        if (!more)
        {
            return Refuse([], "file-empty", "Die Datei ist leer.");
        }

        var columns = MemberColumns.Find(rows.Current.Fields, wanted);
        if (!columns.Usable)
        {
            return Refuse(
                columns.Header,
                columns.Problems[0].Code,
                string.Join(" ", columns.Problems.Select(problem => problem.Message)),
                columns
            );
        }

        var (records, leftOut) = (new List<MemberRecord>(), new List<LineOutcome>());
        for (var read = 1; rows.MoveNext(); read++)
        {
            if (read > MostLines)
            {
                return Refuse(
                    columns.Header,
                    "too-many-lines",
                    $"Die Datei hat mehr als {MostLines} Zeilen. Eine Ratsliste ist viel kürzer; bitte prüfen Sie, "
                        + "ob es die richtige Datei ist."
                );
            }

            var (record, outcome) = MemberLine.Read(rows.Current, columns);
            if (record is not null)
            {
                records.Add(record);
            }
            else
            {
                leftOut.Add(outcome!);
            }

            if (read % 1000 == 0)
            {
                progress?.Report(read);
            }
        }

        return new(columns, new(records, leftOut));
    }

    private static char Separator(byte[] bytes)
    {
        using var reader = TextOfFile.Open(bytes);
        for (var lines = 0; lines < 10 && reader.ReadLine() is { } line; lines++)
        {
            if (line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && line.Length == 5)
            {
                return line[4];
            }

            if (line.Any(char.IsLetterOrDigit))
            {
                return new[] { ';', '\t', ',' }.MaxBy(candidate => Outside(line, candidate));
            }
        }

        return ';';
    }

    private static int Outside(string line, char candidate)
    {
        var (count, quoted) = (0, false);
        foreach (var character in line)
        {
            quoted ^= character == '"';
            count += !quoted && character == candidate ? 1 : 0;
        }

        return count;
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
