using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Knowledge;
using Stadtgespraeche.Knowledge.Contributions;

namespace Stadtgespraeche.Knowledge.Search;

/// <summary>
/// Lists what was published, the latest first, or with <c>q</c> what fits best; by session and kind, 20 a page.
/// Counting stops at 1,000 and ranking looks at 500 hits, so that common words stay cheap.
/// </summary>
public static class SearchContributions
{
    private const int PageSize = 20;
    private const int MostCounted = 1_000;
    private const int MostRanked = 500;
    private const int LongestQuery = 200;

    public sealed record Response(IReadOnlyList<Hit> Contributions, int Total, bool TotalIsCapped, int Page, int Pages);

    public sealed record Hit(
        Guid Id,
        Guid SessionId,
        ContributionKind Kind,
        string Title,
        string Excerpt,
        string? AuthorName,
        string? PartnerName,
        DateTimeOffset? PublishedAt
    );

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        KnowledgeDbContext db,
        CancellationToken cancellationToken,
        Guid? sessionId = null,
        [EnumDataType(typeof(ContributionKind))] string? kind = null,
        string? q = null,
        int page = 1
    )
    {
        if (q?.Length > LongestQuery)
        {
            return Problems.BadRequest("query-too-long", $"Bitte suchen Sie mit höchstens {LongestQuery} Zeichen.");
        }

        var wanted = ContributionReader.ReadKind(kind);
        if (!string.IsNullOrWhiteSpace(kind) && wanted is null)
        {
            return Problems.BadRequest("kind-unknown", "Diese Art von Beitrag gibt es nicht.");
        }

        var chosen = db.Contributions.AsNoTracking().Where(c => c.State == ContributionState.Published);
        chosen = sessionId is null ? chosen : chosen.Where(c => c.SessionId == sessionId);
        chosen = wanted is null ? chosen : chosen.Where(c => c.Kind == wanted);
        if (string.IsNullOrWhiteSpace(q))
        {
            return TypedResults.Ok(
                await PageAsync(
                    chosen,
                    chosen.OrderByDescending(c => c.PublishedAt).ThenBy(c => c.Id),
                    MostCounted,
                    page,
                    new HashSet<string>(),
                    cancellationToken
                )
            );
        }

        var query = await SearchQuery.ReadAsync(db, q, cancellationToken);
        var found = await FindAsync(chosen, query, page, cancellationToken);
        return TypedResults.Ok(
            found.Total > 0
                ? found
                : await FindAsync(
                    chosen,
                    await SearchQuery.GuessAsync(db, q, cancellationToken),
                    page,
                    cancellationToken
                )
        );
    }

    private static Task<Response> FindAsync(
        IQueryable<Contribution> chosen,
        SearchQuery query,
        int page,
        CancellationToken cancellationToken
    )
    {
        if (query.IsEmpty)
        {
            return Task.FromResult(new Response([], 0, false, 1, 0));
        }

        var words = query.ToTsQuery();
        var hits = chosen.Where(c => c.Search.Matches(EF.Functions.ToTsQuery("simple", words)));
        var ranked = hits.Take(MostRanked)
            .OrderByDescending(c => c.Search.RankCoverDensity(EF.Functions.ToTsQuery("simple", words)))
            .ThenByDescending(c => c.PublishedAt)
            .ThenBy(c => c.Id);
        return PageAsync(hits, ranked, MostRanked, page, query.Stems, cancellationToken);
    }

    private static async Task<Response> PageAsync(
        IQueryable<Contribution> all,
        IQueryable<Contribution> ordered,
        int reachable,
        int page,
        IReadOnlySet<string> stems,
        CancellationToken cancellationToken
    )
    {
        var counted = await all.Take(MostCounted + 1).CountAsync(cancellationToken);
        var pages = (Math.Min(counted, reachable) + PageSize - 1) / PageSize;
        page = Math.Clamp(page, 1, Math.Max(pages, 1));
        var rows = await ordered
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .Select(c => new
            {
                c.Id,
                c.SessionId,
                c.Kind,
                c.Title,
                c.Body,
                c.AuthorName,
                c.PartnerName,
                c.PublishedAt,
            })
            .ToListAsync(cancellationToken);
        return new(
            [
                .. rows.Select(c => new Hit(
                    c.Id,
                    c.SessionId,
                    c.Kind,
                    c.Title,
                    Excerpt.Of(c.Body, stems),
                    c.AuthorName,
                    c.PartnerName,
                    c.PublishedAt
                )),
            ],
            Math.Min(counted, MostCounted),
            counted > MostCounted,
            page,
            pages
        );
    }
}
