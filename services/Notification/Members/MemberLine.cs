using Stadtgespraeche.Api;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Members;

/// <summary>Makes a record of one row of a members file, or says in German what is wrong with it.</summary>
internal static class MemberLine
{
    private static readonly string[] Nothing = ["-", "–", "offen", "unbefristet", "keine", "k. A.", "k.A."];
    private static readonly string[] Particles =
    [
        "von",
        "van",
        "vom",
        "zu",
        "zum",
        "zur",
        "de",
        "der",
        "den",
        "di",
        "da",
        "del",
        "la",
        "le",
        "el",
        "ten",
        "ter",
    ];

    public static (MemberRecord? Record, LineOutcome? LeftOut) Read(CsvRow row, MemberColumns columns)
    {
        if (row.Fault is not null)
        {
            return (null, LineOutcome.Out(row.Line, "quote-open", row.Fault));
        }

        if (row.Fields.Skip(columns.Header.Count).Any(field => field.Length > 0))
        {
            return (
                null,
                LineOutcome.Out(
                    row.Line,
                    "too-many-fields",
                    "Die Zeile hat mehr Felder als die Kopfzeile; steht ein Trennzeichen in einem Feld, gehört es in Anführungszeichen."
                )
            );
        }

        var wrong = new List<(string Code, string Message)>();
        var (title, first, last) = Name();
        var record = new MemberRecord(row.Line, first, last)
        {
            Reference = Field(MemberColumn.Reference),
            Title = Field(MemberColumn.Title) ?? title,
            Email = Address(Field(MemberColumn.Email)),
            Faction = Field(MemberColumn.Faction),
            Role = Field(MemberColumn.Role),
            MandateFrom = Date(MemberColumn.MandateFrom),
            MandateUntil = Date(MemberColumn.MandateUntil),
            Known = KnownOf(columns),
        };
        if (columns.Chosen.ContainsKey(MemberColumn.Reference) && record.Reference is null)
        {
            wrong.Insert(0, ("reference-missing", "Kennung fehlt."));
        }

        wrong.AddRange(MemberRules.Faults(record).Select(fault => (fault.Code, fault.Message)));
        return wrong.Count == 0
            ? (record, null)
            : (null, LineOutcome.Out(row.Line, wrong[0].Code, string.Join(" ", wrong.Select(fault => fault.Message))));

        string? Field(MemberColumn column) =>
            columns.Chosen.TryGetValue(column, out var at)
            && at < row.Fields.Count
            && row.Fields[at] is { Length: > 0 } value
            && !Nothing.Contains(value)
                ? value
                : null;

        (string? Title, string First, string Last) Name() =>
            columns.Chosen.ContainsKey(MemberColumn.LastName)
                ? (null, Field(MemberColumn.FirstName) ?? "", Field(MemberColumn.LastName) ?? "")
                : Parts(Field(MemberColumn.FullName) ?? "");

        DateOnly? Date(MemberColumn column)
        {
            if (Field(column) is not { } value)
            {
                return null;
            }

            if (GermanDate.TryRead(value, out var day))
            {
                // 31.12.9999 is how many programs write "unbefristet".
                if (column == MemberColumn.MandateUntil && day.Year > MemberRules.LastYear)
                {
                    return null;
                }

                if (MemberRules.IsDay(day))
                {
                    return day;
                }
            }

            wrong.Add(("date-invalid", $"{MemberColumns.LabelOf(column)} ist kein Datum (erwartet wird TT.MM.JJJJ)."));
            return null;
        }
    }

    /// <summary>"Muster, Dr. Anna" and "Dr. Anna von Muster".</summary>
    internal static (string? Title, string First, string Last) Parts(string name)
    {
        var comma = name.IndexOf(',');
        var words = (comma < 0 ? name : name[(comma + 1)..]).Split(
            ' ',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        var titles = words.TakeWhile(word => word.EndsWith('.') && word.Length > 2 || word is "Prof" or "Dr").ToArray();
        var rest = words[titles.Length..];
        var title = titles.Length == 0 ? null : string.Join(' ', titles);
        if (comma >= 0)
        {
            return (title, string.Join(' ', rest), name[..comma].Trim());
        }

        var from = Array.FindIndex(rest, 1 <= rest.Length ? 1 : 0, word => Particles.Contains(word));
        from = from > 0 ? from : rest.Length - 1;
        return rest.Length == 0
            ? (title, "", "")
            : (title, string.Join(' ', rest[..from]), string.Join(' ', rest[from..]));
    }

    private static string? Address(string? value) =>
        value is null
            ? null
            : MailboxSpelling.Of(
                value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? value["mailto:".Length..] : value
            );

    private static MemberFields KnownOf(MemberColumns columns)
    {
        var known = MemberFields.None;
        foreach (
            var (column, field) in new[]
            {
                (MemberColumn.Title, MemberFields.Title),
                (MemberColumn.Faction, MemberFields.Faction),
                (MemberColumn.Role, MemberFields.Role),
                (MemberColumn.MandateFrom, MemberFields.MandateFrom),
                (MemberColumn.MandateUntil, MemberFields.MandateUntil),
                // A title inside a full name is known too.
                (MemberColumn.FullName, MemberFields.Title),
            }
        )
        {
            if (columns.Chosen.ContainsKey(column))
            {
                known |= field;
            }
        }

        return known;
    }
}
