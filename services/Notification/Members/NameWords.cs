using System.Text.RegularExpressions;

namespace Stadtgespraeche.Notification.Members;

/// <summary>What stands in a field for a name and is no name: titles, degrees, forms of address, particles.</summary>
internal static partial class NameWords
{
    private static readonly HashSet<string> Particles = new(StringComparer.OrdinalIgnoreCase)
    {
        "von",
        "van",
        "vom",
        "v.",
        "zu",
        "zum",
        "zur",
        "de",
        "der",
        "den",
        "des",
        "di",
        "da",
        "dos",
        "del",
        "du",
        "la",
        "le",
        "el",
        "ten",
        "ter",
        "am",
        "im",
        "auf",
    };

    public static bool IsParticle(string word) => Particles.Contains(word);

    /// <summary>"Dr.", "Prof.", "Dipl.-Ing.": before the name, sometimes behind it.</summary>
    public static bool IsTitle(string word) => Titles.IsMatch(word);

    /// <summary>"med." of "Dr. med.": a title only together with the one before it.</summary>
    public static bool GoesOn(string word) => Specialities.IsMatch(word) && !IsParticle(word);

    /// <summary>"M.A.", "MdL": behind the name only; before it the same letters are abbreviated first names.</summary>
    public static bool IsDegree(string word) => Degrees.IsMatch(word);

    /// <summary>"(FH)" of "Dipl.-Ing. (FH)".</summary>
    public static bool IsKind(string word) => word.StartsWith('(') && IsDegree(word);

    /// <summary>"jun.": belongs to the last name, for it tells two people apart.</summary>
    public static bool IsGeneration(string word) => Generations.IsMatch(word);

    public static bool IsSalutation(string word) => Salutations.IsMatch(word);

    /// <summary>With one blank wherever words stick together or a degree is written in pieces.</summary>
    public static string Spaced(string name) => Pieces.Replace(Sticking.Replace(name, " "), "$1$2");

    [GeneratedRegex(
        @"^(?:Dr(?:es)?\.?(?:\p{Ll}+\.)*|Dr\.?-Ing\.?|Prof\.?|Professor(?:in)?|(?:Univ|Jun|Hon)\.-Prof\.?"
            + @"|PD|Priv\.-Doz\.|Privatdozent(?:in)?|Dipl\..*|Diplom-.+|Mag\.a?|Ing\.|apl\.|habil\.)$"
    )]
    private static partial Regex Titles { get; }

    [GeneratedRegex(@"^(?:\p{Ll}{1,6}\.-?)+$|^E\.h\.$")]
    private static partial Regex Specialities { get; }

    [GeneratedRegex(
        @"^(?:[MB]\.?(?:A|Sc|Ed|Eng|Th|Mus)\.?|LL\.?[MB]\.?|E?MBA|MPA|MPH|DBA|Ph\.?D\.?|MdL|MdB|MdEP|MdA|MdHB|MdBB"
            + @"|\((?:FH|Univ\.?|BA|VWA|TU|TH)\))$"
    )]
    private static partial Regex Degrees { get; }

    [GeneratedRegex(@"^(?:jun\.?|sen\.?|jr\.?|sr\.?|junior|senior|d\.J\.|d\.Ä\.|II|III)$", RegexOptions.IgnoreCase)]
    private static partial Regex Generations { get; }

    [GeneratedRegex(
        @"^(?:Herrn?|Frau|Fr\.|Hr\.|Hrn\.|Rats(?:frau|herrn?|mitglied)|StR(?:in)?\.?"
            + @"|(?:Stadt|Gemeinde|Kreis|Markt)r(?:at|ätin)|Stadtverordneter?|(?:Ober)?[Bb]ürgermeister(?:in)?|OB"
            + @"|Beigeordneter?|Landr(?:at|ätin))$"
    )]
    private static partial Regex Salutations { get; }

    /// <summary>"Prof.Dr.Anna" but not "Dr.-Ing.".</summary>
    [GeneratedRegex(@"(?<=\b(?:Dr|Prof)\.)(?=\p{Lu})")]
    private static partial Regex Sticking { get; }

    /// <summary>"M. A." and "d. J.".</summary>
    [GeneratedRegex(@"(?<![\p{L}.])([MB]\.|d\.) ((?:A|Sc|Ed|Eng|J|Ä)\.)(?=$|[ ,])")]
    private static partial Regex Pieces { get; }
}
