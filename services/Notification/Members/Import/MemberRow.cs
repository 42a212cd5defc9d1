using Stadtgespraeche.Api;
using Stadtgespraeche.Site;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Notification.Members.Import;

/// <summary>Makes a record of one row of a members file, or says in German what is wrong with it.</summary>
internal sealed class MemberRow
{
    private readonly CsvRow row;
    private readonly MemberColumns columns;
    private readonly List<(string Code, string Message)> wrong = [];
    private readonly List<string> doubts = [];

    private MemberRow(CsvRow row, MemberColumns columns) => (this.row, this.columns) = (row, columns);

    /// <summary>
    /// The record, or why there is none; and in any case the name as far as it could be read, for whoever looks.
    /// </summary>
    /// <param name="row">As it stands in the file.</param>
    /// <param name="columns">What its fields mean.</param>
    /// <param name="odd">Some letters of the row are of another encoding than the file.</param>
    public static (MemberRecord? Record, LineOutcome? LeftOut, string? Name) Read(
        CsvRow row,
        MemberColumns columns,
        bool odd = false
    )
    {
        if (row.Fault is not null)
        {
            return (null, LineOutcome.Out(row.Line, "quote-open", row.Fault), null);
        }

        if (row.Fields.Skip(columns.Header.Count).Any(field => field.Length > 0))
        {
            return (
                null,
                LineOutcome.Out(
                    row.Line,
                    "too-many-fields",
                    "Die Zeile hat mehr Felder als die Kopfzeile; steht ein Trennzeichen in einem Feld, gehört es in Anführungszeichen."
                ),
                null
            );
        }

        if (row.Fields.Select(CleanText.Line).SequenceEqual(columns.Header.Select(CleanText.Line)))
        {
            return (null, LineOutcome.Out(row.Line, "header-again", "Die Zeile wiederholt die Kopfzeile."), null);
        }

        return new MemberRow(row, columns).Read(odd);
    }

    private (MemberRecord? Record, LineOutcome? LeftOut, string? Name) Read(bool odd)
    {
        var name = Name();
        var record = new MemberRecord(row.Line, name.First, name.Last)
        {
            Reference = Field(MemberColumn.Reference),
            Title = Field(MemberColumn.Title) ?? name.Title,
            Email = Address(),
            Faction = Field(MemberColumn.Faction),
            Role = Field(MemberColumn.Role),
            MandateFrom = Date(MemberColumn.MandateFrom),
            MandateUntil = Date(MemberColumn.MandateUntil),
            Known = columns.Known | (name.Title is null ? 0 : MemberFields.Title),
        };
        if (columns.Chosen.ContainsKey(MemberColumn.Reference) && record.Reference is null)
        {
            wrong.Insert(0, ("reference-missing", "Kennung fehlt."));
        }

        if (odd)
        {
            doubts.Add(
                "Buchstaben dieser Zeile sind anders kodiert als der Rest der Datei; bitte prüfen Sie die Umlaute."
            );
        }

        wrong.AddRange(MemberRules.Faults(record).Select(fault => (fault.Code, fault.Message)));
        return wrong.Count == 0
            ? (record with { Doubt = doubts.Count == 0 ? null : string.Join(" ", doubts) }, null, record.DisplayName)
            : (
                null,
                LineOutcome.Out(row.Line, wrong[0].Code, string.Join(" ", wrong.Select(fault => fault.Message))),
                record.DisplayName is { Length: > 0 and <= MemberRules.Longest } shown ? shown : null
            );
    }

    private string? Field(MemberColumn column)
    {
        var value =
            columns.Chosen.TryGetValue(column, out var at) && at < row.Fields.Count
                ? CleanText.Line(row.Fields[at])
                : null;
        var isName = column is MemberColumn.FirstName or MemberColumn.LastName or MemberColumn.FullName;
        return value is null || (isName ? NoValue.IsInName(value) : NoValue.Is(value)) ? null : value;
    }

    private FullName Name()
    {
        var name =
            columns.Chosen.TryGetValue(MemberColumn.FullName, out var at) && !HasTwoColumns
                ? FullName.Read(Field(MemberColumn.FullName) ?? "", ColumnHeadings.IsLastNameFirst(columns.Header[at]))
                : FullName.Of(Field(MemberColumn.FirstName) ?? "", Field(MemberColumn.LastName) ?? "");
        if (name.Doubt is not null)
        {
            doubts.Add(name.Doubt);
        }

        return name;
    }

    private bool HasTwoColumns => columns.Chosen.ContainsKey(MemberColumn.LastName);

    /// <summary>"Rita Beispiel &lt;rita@rat.example&gt;" and "mailto:rita@rat.example" are copied from mail programs.</summary>
    private string? Address()
    {
        if (Field(MemberColumn.Email) is not { } value)
        {
            return null;
        }

        if (value[^1] == '>' && value.LastIndexOf('<') is >= 0 and var open)
        {
            value = value[(open + 1)..^1];
        }

        const string scheme = "mailto:";
        return MailboxSpelling.Of(
            value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? value[scheme.Length..].Split('?')[0] : value
        );
    }

    private DateOnly? Date(MemberColumn column)
    {
        if (Field(column) is not { } value)
        {
            return null;
        }

        if (GermanDate.TryRead(value, out var day, out var century))
        {
            // 31.12.9999 is how many programs write "unbefristet".
            if (column == MemberColumn.MandateUntil && day.Year > MemberRules.LastYear)
            {
                return null;
            }

            if (MemberRules.IsDay(day))
            {
                if (century)
                {
                    doubts.Add($"{MemberColumns.LabelOf(column)} ist als {day:dd.MM.yyyy} gelesen.");
                }

                return day;
            }
        }

        wrong.Add(("date-invalid", $"{MemberColumns.LabelOf(column)} ist kein Datum (erwartet wird TT.MM.JJJJ)."));
        return null;
    }
}
