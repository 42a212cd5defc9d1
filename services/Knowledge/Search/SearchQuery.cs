using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Knowledge.Search;

/// <summary>
/// What somebody looks for: every word, each as itself, as the parts that it is made of, or inside a longer compound. A
/// second try replaces words that no text contains by the most similar ones.
/// </summary>
internal sealed class SearchQuery
{
    private const int MostWords = 8;
    private const int MostCompounds = 50;
    private const int ShortestInCompound = 6;
    private readonly IReadOnlyList<IReadOnlyList<string>> words;

    private SearchQuery(IReadOnlyList<IReadOnlyList<string>> words) => this.words = words;

    public bool IsEmpty => words.Count == 0;

    /// <summary>In PostgreSQL's language; made of letters, digits and our own operators only.</summary>
    public string ToTsQuery() => string.Join(" & ", words.Select(word => $"({string.Join(" | ", word)})"));

    /// <summary>All stems that count as a hit, for showing where one is.</summary>
    public IReadOnlySet<string> Stems =>
        words
            .SelectMany(word => word)
            .SelectMany(term => term.Split(['(', ')', '&', ' ', '\''], StringSplitOptions.RemoveEmptyEntries))
            .ToHashSet();

    public static async Task<SearchQuery> ReadAsync(
        KnowledgeDbContext db,
        string text,
        CancellationToken cancellationToken
    )
    {
        var read = GermanWords.In(text).DistinctBy(word => word.Folded).Take(MostWords).ToArray();
        var vocabulary = await Vocabulary.ForAsync(db, [.. read.Select(word => word.Folded)], cancellationToken);
        var words = new List<IReadOnlyList<string>>();
        foreach (var word in read)
        {
            var parts = vocabulary.PartsOf(word.Folded);
            words.Add([
                .. word.Stems.Select(Quote),
                .. parts.Count > 1 ? [$"({string.Join(" & ", parts.Select(Quote))})"] : Array.Empty<string>(),
                .. (await CompoundsWithAsync(db, GermanWords.Stem(word.Folded), cancellationToken)).Select(Quote),
            ]);
        }

        return new(words);
    }

    /// <summary>
    /// The same for somebody who mistyped: each word is replaced by those of the texts that look most like it.
    /// </summary>
    public static async Task<SearchQuery> GuessAsync(
        KnowledgeDbContext db,
        string text,
        CancellationToken cancellationToken
    )
    {
        var words = new List<IReadOnlyList<string>>();
        foreach (var word in GermanWords.In(text).DistinctBy(word => word.Folded).Take(MostWords))
        {
            var similar = await db
                .Database.SqlQuery<string>(
                    $"""
                    select stem as "Value" from search_words
                    where word % {word.Folded} or word %> {word.Folded}
                    order by greatest(similarity(word, {word.Folded}), word_similarity({word.Folded}, word)) desc, word limit 3
                    """
                )
                .ToListAsync(cancellationToken);
            if (similar.Count == 0)
            {
                return new([]);
            }

            words.Add([.. similar.Distinct().Select(Quote)]);
        }

        return new(words);
    }

    // Words that came into the vocabulary after a text was indexed are not among its parts; its long compounds are
    // found here.
    private static async Task<IReadOnlyList<string>> CompoundsWithAsync(
        KnowledgeDbContext db,
        string stem,
        CancellationToken cancellationToken
    ) =>
        stem.Length < ShortestInCompound
            ? []
            : await db
                .SearchWords.Where(word => EF.Functions.Like(word.Word, $"%{stem}%") && word.Stem != stem)
                .Select(word => word.Stem)
                .Distinct()
                .Take(MostCompounds)
                .ToListAsync(cancellationToken);

    private static string Quote(string stem) => $"'{stem}'";
}
