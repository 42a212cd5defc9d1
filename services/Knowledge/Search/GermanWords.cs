using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Stadtgespraeche.Knowledge.Search;

/// <summary>
/// Reads German words so that what people type meets what people wrote: lower case, ä ö ü ß as ae oe ue ss, without
/// stop words, endings cut off. The same on both sides matters more than being right about grammar.
/// </summary>
internal static partial class GermanWords
{
    public const int Longest = 60;

    // Longest first, so that "kindern" loses "ern" and not only "n".
    private static readonly string[] Endings = ["ern", "em", "en", "er", "es", "e", "n"];

    private static readonly HashSet<string> StopWords =
    [
        .. """
            aber als also am an auch auf aus bei beim bin bis bist da damit das dass dein dem den denn der des die
            dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es euch fuer
            hat hatte habe haben ich ihm ihn ihr ihre im in ist ja kann kein keine man mehr mein mit nach nicht noch
            nun nur ob oder ohne sehr sein seine sich sie sind so ueber um und uns unser unsere unter vom von vor war
            waren was weil wenn werden wer wie wir wird wo zu zum zur zwischen
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <summary>The words of a text in order, folded.</summary>
    public static IEnumerable<GermanWord> In(string text) =>
        Words()
            .Matches(text.Normalize(NormalizationForm.FormC))
            .Select(match => new GermanWord(Fold(match.Value, "e"), Fold(match.Value, ""), match.Index))
            .Where(word => word.Folded.Length is > 1 and <= Longest && !StopWords.Contains(word.Folded));

    public static string Stem(string word)
    {
        if (word.Length <= 3 || word.Any(char.IsAsciiDigit))
        {
            return word;
        }

        if (word.Length > 8 && word.EndsWith("innen", StringComparison.Ordinal))
        {
            word = word[..^5];
        }

        foreach (var ending in Endings)
        {
            if (word.Length - ending.Length >= 3 && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return word[..^ending.Length];
            }
        }

        // "kitas" is a plural, "haus" and "prozess" are not.
        return word.Length > 4 && word[^1] == 's' && word[^2] is not ('s' or 'u') ? word[..^1] : word;
    }

    private static string Fold(string word, string umlaut)
    {
        var folded = new StringBuilder(word.Length + 4);
        foreach (var letter in word.ToLowerInvariant())
        {
            _ = letter switch
            {
                'ä' => folded.Append('a').Append(umlaut),
                'ö' => folded.Append('o').Append(umlaut),
                'ü' => folded.Append('u').Append(umlaut),
                'ß' => folded.Append("ss"),
                _ => folded.Append(letter),
            };
        }

        return string.Concat(
            folded
                .ToString()
                .Normalize(NormalizationForm.FormD)
                .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
        );
    }

    [GeneratedRegex(@"[\p{L}\p{Mn}\p{Nd}]+")]
    private static partial Regex Words();
}

/// <summary>A folded word; <paramref name="Bare"/> is it with ä as a, which is how "Räte" meets "Rat".</summary>
internal readonly record struct GermanWord(string Folded, string Bare, int Index)
{
    public IEnumerable<string> Stems =>
        Folded == Bare ? [GermanWords.Stem(Folded)] : [GermanWords.Stem(Folded), GermanWords.Stem(Bare)];
}
