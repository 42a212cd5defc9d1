namespace Stadtgespraeche.Notification.Members.Import;

/// <summary>
/// Which column of a file means what: recognised by its heading in the words that cities use, in any order and case, or
/// chosen by a person. What is missing, or could be meant twice, is a problem that names the columns.
/// </summary>
public sealed record MemberColumns(
    IReadOnlyList<string> Header,
    IReadOnlyDictionary<MemberColumn, int> Chosen,
    IReadOnlyList<(string Code, string Message)> Problems
)
{
    public bool Usable => Problems.Count == 0;

    /// <summary>What a person should say, in German; the file can be used without.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>What a record of these columns knows beside name, mark and address.</summary>
    public MemberFields Known
    {
        get
        {
            var known = MemberFields.None;
            foreach (var column in Chosen.Keys)
            {
                known |= column switch
                {
                    // A title inside a full name is known too.
                    MemberColumn.Title or MemberColumn.FullName => MemberFields.Title,
                    MemberColumn.Faction => MemberFields.Faction,
                    MemberColumn.Role => MemberFields.Role,
                    MemberColumn.MandateFrom => MemberFields.MandateFrom,
                    MemberColumn.MandateUntil => MemberFields.MandateUntil,
                    _ => MemberFields.None,
                };
            }

            return known;
        }
    }

    public static string LabelOf(MemberColumn column) =>
        column switch
        {
            MemberColumn.Reference => "Kennung",
            MemberColumn.FirstName => "Vorname",
            MemberColumn.LastName => "Nachname",
            MemberColumn.FullName => "Name (Vor- und Nachname)",
            MemberColumn.Title => "Titel",
            MemberColumn.Email => "E-Mail-Adresse",
            MemberColumn.Faction => "Fraktion",
            MemberColumn.Role => "Rolle",
            MemberColumn.MandateFrom => "Mandatsbeginn",
            _ => "Mandatsende",
        };

    /// <summary>Whatever a person has said counts; the rest is recognised.</summary>
    public static MemberColumns Find(IReadOnlyList<string> header, ColumnWishes? wishes = null)
    {
        var problems = new List<(string, string)>();
        var chosen = Wished(header, wishes, problems);
        var said = chosen.Keys.ToHashSet();
        foreach (var (column, at) in Recognise(header, said, problems))
        {
            if (!chosen.ContainsValue(at))
            {
                chosen[column] = at;
            }
        }

        if (
            !said.Contains(MemberColumn.LastName)
            && !said.Contains(MemberColumn.FullName)
            && chosen.ContainsKey(MemberColumn.FirstName)
            && !chosen.ContainsKey(MemberColumn.LastName)
            && chosen.Remove(MemberColumn.FullName, out var name)
        )
        {
            chosen[MemberColumn.LastName] = name;
        }

        foreach (var column in said.Where(column => chosen[column] < 0))
        {
            chosen.Remove(column);
        }

        if (chosen.GroupBy(pair => pair.Value).FirstOrDefault(group => group.Count() > 1) is { } shared)
        {
            problems.Add(
                (
                    "column-twice",
                    $"Die Spalte „{header[shared.Key]}“ ist doppelt vergeben: "
                        + $"{string.Join(" und ", shared.Select(pair => LabelOf(pair.Key)))}."
                )
            );
        }

        if (problems.Count == 0 && Missing(header, chosen) is { } missing)
        {
            problems.Add(missing);
        }

        return new(header, chosen, problems);
    }

    /// <summary>
    /// A number that counts the lines is another person's in the next list, so it is never taken for a mark unasked,
    /// whatever stands above it.
    /// </summary>
    internal MemberColumns Asking(IReadOnlyList<CsvRow> rows, ColumnWishes? wishes)
    {
        if (
            wishes is not null
            && (
                wishes.Columns.ContainsKey(MemberColumn.Reference)
                || wishes.Headings.ContainsKey(MemberColumn.Reference)
            )
        )
        {
            return this;
        }

        var counter = Header.FirstOrDefault(ColumnHeadings.IsCounter);
        if (!Chosen.TryGetValue(MemberColumn.Reference, out var at))
        {
            return counter is null ? this : this with { Questions = [.. Questions, Question(counter)] };
        }

        if (!IsRunning(rows, at))
        {
            return this;
        }

        // Whoever has written our own word over it may mean it.
        return ColumnHeadings.KeyOf(Header[at]) == "kennung"
            ? this with
            {
                Questions =
                [
                    .. Questions,
                    "Die Kennungen zählen von 1 an. Wenn sie nur die Zeilen zählen, wählen Sie bei „Kennung“ bitte "
                        + "„nicht in der Datei“; sonst würden in der nächsten Liste Personen verwechselt.",
                ],
            }
            : this with
            {
                Chosen = Chosen.Where(pair => pair.Key != MemberColumn.Reference).ToDictionary(),
                Questions = [.. Questions, Question(Header[at])],
            };
    }

    private static string Question(string title) =>
        $"Die Spalte „{Short(title)}“ zählt wohl nur die Zeilen und wurde nicht als Kennung genommen. Wenn die Nummer "
        + "jede Person auf Dauer bezeichnet, wählen Sie sie bitte bei „Kennung“ aus.";

    private static bool IsRunning(IReadOnlyList<CsvRow> rows, int at)
    {
        var numbers = new List<int>();
        foreach (var row in rows.Where(row => at < row.Fields.Count && row.Fields[at].Length > 0))
        {
            if (!int.TryParse(row.Fields[at].Trim().TrimEnd('.'), out var number))
            {
                return false;
            }

            numbers.Add(number);
        }

        numbers.Sort();
        return numbers.Count > 0 && numbers[0] is 0 or 1 && numbers[^1] - numbers[0] == numbers.Count - 1;
    }

    private static Dictionary<MemberColumn, int> Wished(
        IReadOnlyList<string> header,
        ColumnWishes? wishes,
        List<(string, string)> problems
    )
    {
        var chosen = new Dictionary<MemberColumn, int>();
        foreach (var (column, at) in wishes?.Columns ?? new Dictionary<MemberColumn, int>())
        {
            chosen[column] = at < header.Count ? at : -1;
        }

        foreach (var (column, heading) in wishes?.Headings ?? new Dictionary<MemberColumn, string>())
        {
            var key = ColumnHeadings.KeyOf(heading);
            chosen[column] =
                key.Length == 0 ? -1 : header.ToList().FindIndex(title => ColumnHeadings.KeyOf(title) == key);
            if (key.Length > 0 && chosen[column] < 0)
            {
                problems.Add(("column-unknown", $"Eine Spalte „{Short(heading)}“ gibt es nicht. {Titles(header)}"));
            }
        }

        return chosen;
    }

    private static (string Code, string Message)? Missing(
        IReadOnlyList<string> header,
        Dictionary<MemberColumn, int> chosen
    )
    {
        var missing = new[] { MemberColumn.FirstName, MemberColumn.LastName }
            .Where(column => !chosen.ContainsKey(column))
            .Select(LabelOf)
            .ToList();
        return chosen.ContainsKey(MemberColumn.FullName) || missing.Count == 0
            ? null
            : (
                "columns-missing",
                $"In der Kopfzeile fehlt: {string.Join(", ", missing)} (oder eine Spalte „Name, Vorname“). {Titles(header)}"
            );
    }

    private static Dictionary<MemberColumn, int> Recognise(
        IReadOnlyList<string> header,
        HashSet<MemberColumn> said,
        List<(string, string)> problems
    )
    {
        var recognised = new Dictionary<MemberColumn, int>();
        var keys = header.Select(ColumnHeadings.KeyOf).ToList();
        foreach (var (column, ranks) in ColumnHeadings.All.Where(pair => !said.Contains(pair.Key)))
        {
            var found = ranks
                .Select(words => Enumerable.Range(0, keys.Count).Where(i => words.Contains(keys[i])).ToList())
                .FirstOrDefault(columns => columns.Count > 0);
            if (found is [var only])
            {
                recognised[column] = only;
            }
            else if (found is not null)
            {
                problems.Add(
                    (
                        "columns-ambiguous",
                        $"Mehrere Spalten könnten „{LabelOf(column)}“ sein: "
                            + $"{string.Join(" und ", found.Select(i => $"„{Short(header[i])}“"))}."
                    )
                );
            }
        }

        return recognised;
    }

    private static string Titles(IReadOnlyList<string> header) =>
        "Gefunden wurde: "
        + string.Join(", ", header.Where(title => title.Length > 0).Take(20).Select(title => $"„{Short(title)}“"))
        + ".";

    private static string Short(string title)
    {
        var readable = string.Concat(
            title.Take(60).Where(character => !char.IsControl(character) && !char.IsSurrogate(character))
        );
        return title.Length > 60 ? readable + "…" : readable;
    }
}
