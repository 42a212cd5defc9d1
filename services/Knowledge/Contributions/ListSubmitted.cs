using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Knowledge;

namespace Stadtgespraeche.Knowledge.Contributions;

/// <summary>
/// Lists, for organisers, what members handed in and nobody has released yet; the oldest first, at most 200.
/// </summary>
public static class ListSubmitted
{
    public sealed record Response(IReadOnlyList<Submitted> Contributions);

    public sealed record Submitted(
        Guid Id,
        Guid SessionId,
        long Version,
        ContributionKind Kind,
        string Title,
        string Body,
        string BodyHtml,
        string? AuthorName,
        string? PartnerName,
        ContributionState State,
        DateTimeOffset WrittenAt
    );

    public static async Task<Ok<Response>> Handle(KnowledgeDbContext db, CancellationToken cancellationToken)
    {
        var waiting = await db
            .Contributions.AsNoTracking()
            .Where(c => c.State == ContributionState.Submitted)
            .OrderBy(c => c.WrittenAt)
            .Take(200)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new Response([
                .. waiting.Select(c => new Submitted(
                    c.Id,
                    c.SessionId,
                    c.Version,
                    c.Kind,
                    c.Title,
                    c.Body,
                    MarkdownText.ToHtml(c.Body),
                    c.AuthorName,
                    c.PartnerName,
                    c.State,
                    c.WrittenAt
                )),
            ])
        );
    }
}
