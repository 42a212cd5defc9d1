using System.Text;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Notification.Members.Import;

/// <summary>The words that cities put over the columns of their lists.</summary>
internal static class ColumnHeadings
{
    /// <summary>
    /// By meaning, the surest words first: of "Fraktion" beside "Partei" the former counts. A number that may as well
    /// count the lines is no mark of a person, and stands in <see cref="IsCounter"/>.
    /// </summary>
    public static readonly IReadOnlyDictionary<MemberColumn, string[][]> All = new Dictionary<MemberColumn, string[][]>
    {
        [MemberColumn.Reference] =
        [
            ["kennung"],
            ["mitgliedsnummer", "mitgliedsnr", "personennummer", "personalnummer", "personid", "mandatstraegernr"],
            ["id", "schluessel", "reference"],
        ],
        [MemberColumn.FirstName] =
        [
            ["vorname", "vornamen", "rufname", "givenname", "firstname"],
        ],
        [MemberColumn.LastName] =
        [
            ["nachname", "familienname", "zuname", "familyname", "lastname", "surname"],
        ],
        [MemberColumn.FullName] =
        [
            [
                "namevorname",
                "nachnamevorname",
                "familiennamevorname",
                "zunamevorname",
                "vornamename",
                "vornamenachname",
                "vornameundname",
                "vorundnachname",
                "vorundzuname",
                "vollername",
                "fullname",
            ],
            ["name"],
            ["person", "mitglied", "ratsmitglied", "mandatstraeger"],
        ],
        [MemberColumn.Title] =
        [
            ["titel", "akademischertitel", "akadtitel", "akademischergrad", "akadgrad", "title"],
            ["grad", "namenszusatz"],
        ],
        [MemberColumn.Email] =
        [
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
        ],
        [MemberColumn.Faction] =
        [
            ["fraktion", "fraktiongruppe", "parteifraktion", "fraktionpartei", "faction"],
            ["gruppe", "waehlergruppe"],
            ["partei", "liste"],
        ],
        [MemberColumn.Role] =
        [
            ["rolle", "funktion", "role"],
            ["amt", "aufgabe"],
        ],
        [MemberColumn.MandateFrom] =
        [
            [
                "mandatsbeginn",
                "mandatvon",
                "mandatab",
                "mandatseit",
                "mandatbeginn",
                "beginnmandat",
                "beginndesmandats",
                "mitgliedseit",
            ],
            ["beginn", "von", "seit", "eintritt"],
        ],
        [MemberColumn.MandateUntil] =
        [
            ["mandatsende", "mandatbis", "mandatende", "endemandat", "endedesmandats", "mitgliedbis"],
            ["ende", "bis", "austritt", "ausgeschiedenam"],
        ],
    };

    private static readonly HashSet<string> Counters =
    [
        "nr",
        "no",
        "nummer",
        "lfd",
        "lfdnr",
        "lfdnummer",
        "laufendenr",
        "laufendenummer",
        "lnr",
        "pos",
        "position",
        "zeile",
        "platz",
        "listenplatz",
        "rang",
        "zaehler",
        "ordnungsnummer",
    ];

    /// <summary>"Nr.", "Lfd. Nr.", "Pos.", "#".</summary>
    public static bool IsCounter(string title) => Counters.Contains(KeyOf(title)) || title.Trim() == "#";

    /// <summary>"Name, Vorname": what stands there without a comma begins with the last name.</summary>
    public static bool IsLastNameFirst(string title) =>
        KeyOf(title) is "namevorname" or "nachnamevorname" or "familiennamevorname" or "zunamevorname";

    /// <summary>"E-Mail-Adresse" and "e mail adresse" are one; so are "Schlüssel" and "Schluessel".</summary>
    public static string KeyOf(string? title)
    {
        var key = new StringBuilder();
        foreach (
            var character in (CleanText.Line(title) ?? "")
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
}
