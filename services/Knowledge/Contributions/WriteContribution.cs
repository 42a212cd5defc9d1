using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Knowledge;
using Stadtgespraeche.Database;
using Stadtgespraeche.Knowledge.Search;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Knowledge.Contributions;

/// <summary>
/// Writes a contribution under an id that the client made: an organiser's is published at once; a member's, with the
/// link from the recap's mail or signed in, waits for release, and only who attended may write. The same text again
/// changes nothing. Members change their own until it is released, also one that was returned, which then waits for
/// release again. Refuses what belongs to another author or another
/// session.
/// </summary>
public static class WriteContribution
{
    private const int MostOfOneMember = 20;

    public sealed record WriteContributionRequest(
        Guid SessionId,
        [property: EnumDataType(typeof(ContributionKind))] string? Kind,
        string? Title,
        string? Body
    );

    public static Task<Results<Ok<OwnContribution>, ProblemHttpResult>> Handle(
        Guid id,
        WriteContributionRequest request,
        ClaimsPrincipal user,
        KnowledgeDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => WriteAsync(id, request, user.IsInRole("organiser") ? null : user.Link(), db, time, cancellationToken);

    /// <summary>Whoever is signed in writes as a member, also an organiser.</summary>
    public static Task<Results<Ok<OwnContribution>, ProblemHttpResult>> HandleOwn(
        Guid id,
        WriteContributionRequest request,
        ClaimsPrincipal user,
        KnowledgeDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            id,
            request,
            user.LinkFor(request.SessionId, PersonalLink.ContributionPurpose),
            db,
            time,
            cancellationToken
        );

    private static async Task<Results<Ok<OwnContribution>, ProblemHttpResult>> WriteAsync(
        Guid id,
        WriteContributionRequest request,
        PersonalLink? link,
        KnowledgeDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (link is not null && link.SessionId != request.SessionId)
        {
            return Problems.Forbidden("link-for-another-session", "Ihr Link gilt für eine andere Sitzung.");
        }

        var errors = new FieldErrors();
        if (ContributionReader.Read(request, byMember: link is not null, errors) is not { } draft)
        {
            return errors.ToProblem();
        }

        try
        {
            return await StoreAsync(id, draft, link, db, time.GetUtcNow(), cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation("pk_contributions"))
        {
            // Sent twice at the same time: the other request was first, so this one repeats or changes it.
            db.ChangeTracker.Clear();
            return await StoreAsync(id, draft, link, db, time.GetUtcNow(), cancellationToken);
        }
    }

    private static async Task<Results<Ok<OwnContribution>, ProblemHttpResult>> StoreAsync(
        Guid id,
        ContributionDraft draft,
        PersonalLink? link,
        KnowledgeDbContext db,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var author = link is null
            ? null
            : await db.LockAttendanceAsync(link.SessionId, link.MemberId, cancellationToken);
        if (link is not null && (author is not { Attended: true } || author.Partner != link.Partner))
        {
            return Problems.Forbidden("not-attended", "Einen Beitrag kann schreiben, wer bei der Sitzung dabei war.");
        }

        var contribution = await db.LockContributionAsync(id, cancellationToken);
        if (Refuse(contribution, draft, link) is { } refusal)
        {
            return refusal;
        }

        if (contribution?.State == ContributionState.Withdrawn)
        {
            return ContributionWithdrawn.Problem;
        }

        // A text that was returned is handed in again even when its author leaves it as it is.
        if (contribution is not null && contribution.Says(draft) && contribution.State != ContributionState.Returned)
        {
            return TypedResults.Ok(OwnContribution.Of(contribution));
        }

        if (contribution is { State: ContributionState.Published } && link is not null)
        {
            return Problems.Conflict(
                "contribution-released",
                "Ihr Beitrag ist veröffentlicht und kann nicht mehr geändert werden."
            );
        }

        if (
            contribution is null
            && link is not null
            && await db.Contributions.CountAsync(
                c => c.AuthorId == link.MemberId && c.SessionId == link.SessionId,
                cancellationToken
            ) >= MostOfOneMember
        )
        {
            return Problems.Conflict(
                "too-many-contributions",
                $"Mehr als {MostOfOneMember} Beiträge zu einer Sitzung sind nicht möglich."
            );
        }

        contribution ??= db
            .Contributions.Add(
                new Contribution
                {
                    Id = id,
                    SessionId = draft.SessionId,
                    AuthorPartner = author?.Partner,
                    AuthorId = author?.MemberId,
                    AuthorName = author?.DisplayName,
                    PartnerName = author?.PartnerName,
                }
            )
            .Entity;
        contribution.Write(draft, now);
        if (link is null)
        {
            contribution.Publish(now);
            contribution.Index(
                await SearchIndex.LearnAsync(db, contribution.Title, contribution.Body, cancellationToken)
            );
            db.Publish(contribution.ToPublished());
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(OwnContribution.Of(contribution));
    }

    private static ProblemHttpResult? Refuse(Contribution? contribution, ContributionDraft draft, PersonalLink? link)
    {
        if (contribution is null)
        {
            return null;
        }

        if (link is null ? contribution.AuthorPartner is not null : !contribution.IsBy(link.Partner, link.MemberId))
        {
            return Problems.Conflict(
                "contribution-of-another-author",
                "Diesen Beitrag hat jemand anderes geschrieben."
            );
        }

        return contribution.SessionId != draft.SessionId
            ? Problems.Conflict("contribution-of-another-session", "Dieser Beitrag gehört zu einer anderen Sitzung.")
            : null;
    }
}

/// <summary>A contribution as its author sees it.</summary>
public sealed record OwnContribution(
    Guid Id,
    Guid SessionId,
    long Version,
    ContributionKind Kind,
    string Title,
    string Body,
    ContributionState State,
    string? ReturnedBecause
)
{
    public static OwnContribution Of(Contribution c) =>
        new(c.Id, c.SessionId, c.Version, c.Kind, c.Title, c.Body, c.State, c.ReturnedBecause);
}
