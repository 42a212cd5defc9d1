using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Knowledge.Contributions;

/// <summary>
/// Takes a text back for good, before or after its release: nobody reads or finds it any more. Its author may, with the
/// link of the mail or signed in, and an organiser. Again it changes nothing.
/// </summary>
public static class WithdrawContribution
{
    public static Task<Results<Ok<OwnContribution>, ProblemHttpResult>> Handle(
        Guid id,
        ClaimsPrincipal user,
        KnowledgeDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (user.IsInRole("organiser"))
        {
            return WithdrawAsync(id, _ => true, ContributionUnknown.Problem, db, cancellationToken);
        }

        var link = user.Link();
        return WithdrawAsync(
            id,
            own => own.SessionId == link.SessionId && own.IsBy(link.Partner, link.MemberId),
            Problems.Forbidden("contribution-not-yours", "Ihr Link gilt für diesen Beitrag nicht."),
            db,
            cancellationToken
        );
    }

    public static Task<Results<Ok<OwnContribution>, ProblemHttpResult>> HandleOwn(
        Guid id,
        ClaimsPrincipal user,
        KnowledgeDbContext db,
        CancellationToken cancellationToken
    )
    {
        var member = user.Member();
        return WithdrawAsync(
            id,
            own => own.IsBy(member.Partner, member.MemberId),
            ContributionUnknown.Problem,
            db,
            cancellationToken
        );
    }

    private static async Task<Results<Ok<OwnContribution>, ProblemHttpResult>> WithdrawAsync(
        Guid id,
        Func<Contribution, bool> may,
        ProblemHttpResult refusal,
        KnowledgeDbContext db,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Whoever asks learns nothing about another's text, not even whether there is one.
        if (await db.LockContributionAsync(id, cancellationToken) is not { } contribution || !may(contribution))
        {
            return refusal;
        }

        if (contribution.State != ContributionState.Withdrawn)
        {
            contribution.Withdraw();
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(OwnContribution.Of(contribution));
    }
}
