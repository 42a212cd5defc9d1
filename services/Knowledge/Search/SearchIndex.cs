using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Knowledge.Search;

/// <summary>
/// What the index keeps of a text: stems of the title's and the body's words, and of the parts of their compounds.
/// </summary>
public sealed record IndexText(string Title, string Body, string Parts);

/// <summary>Prepares a text for search and adds its words to the vocabulary, in the caller's transaction.</summary>
internal static class SearchIndex
{
    public static async Task<IndexText> LearnAsync(
        KnowledgeDbContext db,
        string title,
        string body,
        CancellationToken cancellationToken
    )
    {
        var inTitle = GermanWords.In(title).ToArray();
        var inBody = GermanWords.In(MarkdownText.ToPlainText(body)).ToArray();
        var words = inTitle.Concat(inBody).DistinctBy(word => word.Folded).ToArray();
        var folded = words.Select(word => word.Folded).Order(StringComparer.Ordinal).ToArray();
        var stems = folded.Select(GermanWords.Stem).ToArray();

        // Always in the same order, so that two transactions never wait for each other.
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into search_words (word, stem) select * from unnest({folded}, {stems}) as learned (word, stem)
            order by word on conflict do nothing
            """,
            cancellationToken
        );

        var vocabulary = await Vocabulary.ForAsync(db, folded, cancellationToken);
        var parts = words.SelectMany(word => vocabulary.PartsOf(word.Folded).Concat(word.Stems.Skip(1))).Distinct();
        return new(Line(inTitle), Line(inBody), string.Join(' ', parts));
    }

    private static string Line(IEnumerable<GermanWord> words) =>
        string.Join(' ', words.Select(word => GermanWords.Stem(word.Folded)));
}
