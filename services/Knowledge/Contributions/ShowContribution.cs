using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Knowledge;
using Stadtgespraeche.Knowledge.Search;

namespace Stadtgespraeche.Knowledge.Contributions;

/// <summary>
/// Shows a published contribution to everybody: <c>bodyHtml</c> is safe to put into a page, <c>body</c> is its
/// Markdown.
/// </summary>
public static class ShowContribution
{
    public sealed record Response(
        Guid Id,
        Guid SessionId,
        ContributionKind Kind,
        string Title,
        string? AuthorName,
        string? PartnerName,
        DateTimeOffset? PublishedAt,
        string BodyHtml,
        string Body,
        string Excerpt
    );

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        KnowledgeDbContext db,
        CancellationToken cancellationToken
    ) =>
        await db
            .Contributions.AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == id && c.State == ContributionState.Published, cancellationToken)
            is { } c
            ? TypedResults.Ok(
                new Response(
                    c.Id,
                    c.SessionId,
                    c.Kind,
                    c.Title,
                    c.AuthorName,
                    c.PartnerName,
                    c.PublishedAt,
                    MarkdownText.ToHtml(c.Body),
                    c.Body,
                    Excerpt.Of(c.Body, new HashSet<string>())
                )
            )
            : ContributionUnknown.Problem;
}
