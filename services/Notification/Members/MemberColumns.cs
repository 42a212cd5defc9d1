using System.Text;

namespace Stadtgespraeche.Notification.Members;

/// <summary>What a column of a members file can mean.</summary>
public enum MemberColumn
{
    Reference,
    FirstName,
    LastName,
    FullName,
    Title,
    Email,
    Faction,
    Role,
    MandateFrom,
    MandateUntil,
}

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
    private static readonly Dictionary<MemberColumn, string[]> Words = new()
    {
        [MemberColumn.Reference] =
        [
            "kennung",
            "id",
            "nr",
            "nummer",
            "lfdnr",
            "mitgliedsnummer",
            "mitgliedsnr",
            "personennummer",
            "personalnummer",
            "personid",
            "mandatstraegernr",
            "schluessel",
            "reference",
        ],
        [MemberColumn.FirstName] = ["vorname", "vornamen", "rufname", "givenname", "firstname"],
        [MemberColumn.LastName] = ["nachname", "familienname", "zuname", "familyname", "lastname", "surname"],
        [MemberColumn.FullName] =
        [
            "name",
            "namevorname",
            "nachnamevorname",
            "familiennamevorname",
            "vornamename",
            "vornamenachname",
            "vornameundname",
            "vorundnachname",
            "vorundzuname",
            "person",
            "mitglied",
            "ratsmitglied",
            "mandatstraeger",
            "vollername",
            "fullname",
        ],
        [MemberColumn.Title] =
        [
            "titel",
            "akademischertitel",
            "akadtitel",
            "akademischergrad",
            "akadgrad",
            "grad",
            "namenszusatz",
            "title",
        ],
        [MemberColumn.Email] =
        [
            "email",
            "mail",
            "emailadresse",
            "mailadresse",
            "emails",
            "epost",
            "elektronischepost",
            "emailaddress",
            "emaildienstlich",
            "dienstlicheemail",
        ],
        [MemberColumn.Faction] =
        [
            "fraktion",
            "partei",
            "parteifraktion",
            "fraktionpartei",
            "fraktiongruppe",
            "gruppe",
            "liste",
            "waehlergruppe",
            "faction",
        ],
        [MemberColumn.Role] = ["rolle", "funktion", "amt", "aufgabe", "role"],
        [MemberColumn.MandateFrom] =
        [
            "mandatsbeginn",
            "mandatvon",
            "mandatab",
            "mandatseit",
            "mandatbeginn",
            "beginn",
            "beginnmandat",
            "beginndesmandats",
            "mitgliedseit",
            "von",
            "seit",
            "eintritt",
        ],
        [MemberColumn.MandateUntil] =
        [
            "mandatsende",
            "mandatbis",
            "mandatende",
            "ende",
            "endemandat",
            "endedesmandats",
            "mitgliedbis",
            "bis",
            "austritt",
            "ausgeschiedenam",
        ],
    };

    public bool Usable => Problems.Count == 0;

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

    /// <summary>
    /// With <paramref name="wanted"/> a person has said it: the number of the column from 0 for each meaning that there
    /// is.
    /// </summary>
    public static MemberColumns Find(
        IReadOnlyList<string> header,
        IReadOnlyDictionary<MemberColumn, int>? wanted = null
    )
    {
        var problems = new List<(string, string)>();
        var chosen =
            wanted?.Where(pair => pair.Value >= 0 && pair.Value < header.Count).ToDictionary()
            ?? Recognise(header, problems);
        if (
            wanted is null
            && chosen.ContainsKey(MemberColumn.FirstName)
            && !chosen.ContainsKey(MemberColumn.LastName)
            && chosen.Remove(MemberColumn.FullName, out var name)
        )
        {
            chosen[MemberColumn.LastName] = name;
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

        if (!chosen.ContainsKey(MemberColumn.FullName) && problems.Count == 0)
        {
            var missing = new[] { MemberColumn.FirstName, MemberColumn.LastName }
                .Where(column => !chosen.ContainsKey(column))
                .Select(LabelOf)
                .ToList();
            if (missing.Count > 0)
            {
                var titles = header.Where(title => title.Length > 0).Take(20).Select(title => $"„{Short(title)}“");
                problems.Add(
                    (
                        "columns-missing",
                        $"In der Kopfzeile fehlt: {string.Join(", ", missing)} (oder eine Spalte „Name, Vorname“). "
                            + $"Gefunden wurde: {string.Join(", ", titles)}."
                    )
                );
            }
        }

        return new(header, chosen, problems);
    }

    private static Dictionary<MemberColumn, int> Recognise(
        IReadOnlyList<string> header,
        List<(string, string)> problems
    )
    {
        var chosen = new Dictionary<MemberColumn, int>();
        var keys = header.Select(KeyOf).ToList();
        foreach (var (column, words) in Words)
        {
            var found = Enumerable.Range(0, keys.Count).Where(i => words.Contains(keys[i])).ToList();
            if (found.Count > 1)
            {
                problems.Add(
                    (
                        "columns-ambiguous",
                        $"Mehrere Spalten könnten „{LabelOf(column)}“ sein: "
                            + $"{string.Join(" und ", found.Select(i => $"„{Short(header[i])}“"))}."
                    )
                );
            }
            else if (found.Count == 1)
            {
                chosen[column] = found[0];
            }
        }

        return chosen;
    }

    // "E-Mail-Adresse" and "e mail adresse" are one; so are "Schlüssel" and "Schluessel".
    private static string KeyOf(string title)
    {
        var key = new StringBuilder();
        foreach (
            var character in title
                .ToLowerInvariant()
                .Replace("ä", "ae")
                .Replace("ö", "oe")
                .Replace("ü", "ue")
                .Replace("ß", "ss")
                .Where(char.IsLetterOrDigit)
        )
        {
            key.Append(character);
        }

        return key.ToString();
    }

    private static string Short(string title)
    {
        var readable = string.Concat(
            title.Take(60).Where(character => !char.IsControl(character) && !char.IsSurrogate(character))
        );
        return title.Length > 60 ? readable + "…" : readable;
    }
}
