using System.Text;
using CsvHelper;

namespace Stadtgespraeche.Notification.Members;

/// <summary>What a members file holds: good lines, and each broken one with its number and what is wrong with it.</summary>
public sealed record MemberFile(IReadOnlyList<MemberLine> Lines, IReadOnlyList<LineFault> Faults)
{
    private static readonly string[] Needed = ["Kennung", "Vorname", "Nachname", "E-Mail"];

    /// <summary>CSV with a header line, semicolon, comma or tab; UTF-8, or Windows-1252 as spreadsheets write it.</summary>
    public static MemberFile Read(byte[] bytes)
    {
        using var csv = CsvReader.FromText(Decode(bytes), new CsvReaderOptions
        {
            // One forgotten quote must not swallow the rest of the file.
            AllowLineBreaksInQuotes = false,
            IncludeValuesInExceptions = false,
            TrackLineNumbers = true,
            TrimWhitespace = true,
        });
        csv.ReadHeader();
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < csv.Headers.Count; i++)
            columns.TryAdd(csv.Headers[i].Trim(), i);
        if (columns.Count == 0)
            return new([], [new(1, "Die Datei ist leer.")]);
        var missing = Needed.Where(name => !columns.ContainsKey(name)).ToList();
        if (missing.Count > 0)
            return new([], [new(1, $"In der Kopfzeile fehlt: {string.Join(", ", missing)}.")]);

        var (lines, faults) = (new List<MemberLine>(), new List<LineFault>());
        var (references, addresses) = (new Dictionary<string, int>(), new Dictionary<string, int>());
        while (csv.Read())
        {
            var number = (int)csv.LineNumber;
            var (line, wrong) = csv.FieldCount > csv.Headers.Count
                ? (null, ["Die Zeile hat mehr Felder als die Kopfzeile; steht ein Trennzeichen in einem Feld, gehört es in Anführungszeichen."])
                : MemberLine.Read(number, 
                    name => columns.TryGetValue(name, out var index) && index < csv.FieldCount ? csv.GetString(index) : null);
            if (line is not null && !references.TryAdd(line.Reference, number))
                wrong.Add($"Die Kennung steht schon in Zeile {references[line.Reference]}.");
            else if (line is not null && !addresses.TryAdd(line.Email, number))
                wrong.Add($"Die E-Mail-Adresse steht schon in Zeile {addresses[line.Email]}; jede Person braucht eine eigene.");
            if (wrong.Count == 0)
                lines.Add(line!);
            else
                faults.Add(new(number, string.Join(" ", wrong)));
        }

        return new(lines, faults);
    }

    private static string Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }
}

/// <summary>What is wrong with one line, in German.</summary>
public sealed record LineFault(int Line, string Message);
