using System.Globalization;
using System.Text;

namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// Whether a name that a source gives can still be the name of somebody known: it may be written in another way
/// ("Müller" and "Mueller", "K.-H." and "Karl-Heinz", one first name of two), or be half of a double name.
/// </summary>
internal static class SamePerson
{
    public static bool MayBe(string? first, string? last, string? otherFirst, string? otherLast) =>
        (SameFirstName(first, otherFirst) && SameLastName(last, otherLast))
        // Swapped by the source, then or now.
        || (Fold(first) == Fold(otherLast) && Fold(last) == Fold(otherFirst));

    /// <summary>One of the first names, in full or as far as it is written.</summary>
    public static bool SameFirstName(string? first, string? other)
    {
        var (own, others) = (Words(first), Words(other));
        return own.Intersect(others).Any()
            || (own.Count > 0 && others.Count > 0 && own.Zip(others).All(pair => Begins(pair.First, pair.Second)));
    }

    /// <summary>One part of a double name is enough; the particle alone is not.</summary>
    public static bool SameLastName(string? last, string? other) =>
        Fold(last) == Fold(other) || Parts(last).Intersect(Parts(other)).Any();

    /// <summary>"Uli" for "Ulrich" under one address, and a slip of the pen.</summary>
    public static bool SameInitial(string? first, string? other) =>
        Words(first) is [{ } own, ..] && Words(other) is [{ } others, ..] && own[0] == others[0];

    private static bool Begins(string a, string b) =>
        a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal);

    private static IEnumerable<string> Parts(string? name) =>
        Words(name).Where(word => word.Length > 1 && !NameWords.IsParticle(word));

    private static List<string> Words(string? name) =>
        [.. Fold(name).Split([' ', '-', '.', ','], StringSplitOptions.RemoveEmptyEntries)];

    private static string Fold(string? name)
    {
        var folded = new StringBuilder();
        var plain = (name ?? "").ToLowerInvariant().Replace("ä", "ae").Replace("ö", "oe").Replace("ü", "ue");
        foreach (var letter in plain.Replace("ß", "ss").Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(letter);
            }
        }

        return folded.ToString();
    }
}
