namespace Stadtgespraeche.Knowledge.Search;

/// <summary>
/// How much a word counts by where it stands: A in the title, B in the text, C as a part of a compound. PostgreSQL
/// weighs them 1, 0.4 and 0.2 (documentation, section 12.3.3). A change needs a migration.
/// </summary>
internal static class SearchVector
{
    public const string Sql =
        "setweight(to_tsvector('simple', search_title), 'A') || setweight(to_tsvector('simple', search_body), 'B') "
        + "|| setweight(to_tsvector('simple', search_parts), 'C')";
}
