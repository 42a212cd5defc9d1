namespace Stadtgespraeche.Knowledge.Search;

/// <summary>
/// Splits German compounds into the fewest known words, with or without a linking ending between them. A word that
/// cannot be covered entirely has no parts.
/// </summary>
internal static class Compounds
{
    private const int ShortestPart = 3;
    private const int ShortestCompound = 7;
    private static readonly string[] Links = ["", "s", "es", "n", "en", "er", "e"];

    /// <summary>The parts of a folded word, as they stand in it without the linking endings.</summary>
    public static IReadOnlyList<string> Split(string word, Func<string, bool> isKnown)
    {
        if (word.Length < ShortestCompound)
        {
            return [];
        }

        // best[i]: how many parts cover the word from i on, and where the first of them ends with and without its link.
        var best = new (int Parts, int End, int Next)[word.Length + 1];
        Array.Fill(best, (int.MaxValue, 0, 0));
        best[word.Length] = (0, word.Length, word.Length);
        for (var start = word.Length - ShortestPart; start >= 0; start--)
        {
            for (var end = word.Length; end >= start + ShortestPart; end--)
            {
                if ((start == 0 && end == word.Length) || !isKnown(word[start..end]))
                {
                    continue;
                }

                foreach (var link in Links)
                {
                    var next = end + link.Length;
                    if (
                        next <= word.Length
                        && (link.Length == 0 || next < word.Length)
                        && string.CompareOrdinal(word, end, link, 0, link.Length) == 0
                        && best[next].Parts < int.MaxValue
                        && best[next].Parts + 1 < best[start].Parts
                    )
                    {
                        best[start] = (best[next].Parts + 1, end, next);
                    }
                }
            }
        }

        if (best[0].Parts is < 2 or int.MaxValue)
        {
            return [];
        }

        var parts = new List<string>();
        for (var start = 0; start < word.Length; start = best[start].Next)
        {
            parts.Add(word[start..best[start].End]);
        }

        return parts;
    }

    /// <summary>All pieces of a word that could be a part, to look them up at once.</summary>
    public static IEnumerable<string> Pieces(string word)
    {
        for (var start = 0; word.Length >= ShortestCompound && start <= word.Length - ShortestPart; start++)
        {
            for (var end = start + ShortestPart; end <= word.Length; end++)
            {
                yield return word[start..end];
            }
        }
    }
}
