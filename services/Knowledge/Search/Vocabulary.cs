using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Knowledge.Search;

/// <summary>
/// The known words that could be parts of some given words: the municipal ones, and those of the published texts.
/// </summary>
internal sealed class Vocabulary
{
    private const int ShortestFromTexts = 4;
    private readonly HashSet<string> stems;

    private Vocabulary(HashSet<string> stems) => this.stems = stems;

    public static async Task<Vocabulary> ForAsync(
        KnowledgeDbContext db,
        IReadOnlyCollection<string> words,
        CancellationToken cancellationToken
    )
    {
        var pieces = words
            .SelectMany(Compounds.Pieces)
            .Where(piece => piece.Length >= ShortestFromTexts)
            .Select(GermanWords.Stem)
            .Where(stem => stem.Length >= ShortestFromTexts)
            .Distinct()
            .ToArray();
        var known =
            pieces.Length == 0
                ? []
                : await db
                    .SearchWords.Where(word => pieces.Contains(word.Stem))
                    .Select(word => word.Stem)
                    .Distinct()
                    .ToListAsync(cancellationToken);
        return new([.. known]);
    }

    /// <summary>The stems of the parts of a compound; none when it is not one, as far as we know.</summary>
    public IReadOnlyList<string> PartsOf(string word) => [.. Compounds.Split(word, IsKnown).Select(GermanWords.Stem)];

    private bool IsKnown(string part)
    {
        var stem = GermanWords.Stem(part);
        return MunicipalWords.All.Contains(part)
            || (stem.Length >= 3 && MunicipalWords.Stems.Contains(stem))
            || (part.Length >= ShortestFromTexts && stems.Contains(stem));
    }
}
