using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>
/// The owner of an impulse writes to the organisers, who wait no longer then. Sent twice, it is written once. Refused
/// for what is rejected or withdrawn.
/// </summary>
public static class AnswerOrganisers
{
    public static async Task<Results<Ok<OwnImpulse>, ProblemHttpResult>> Handle(
        Guid id,
        Guid messageId,
        WriteMessage.WriteMessageRequest request,
        ClaimsPrincipal user,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (
            await db.LockImpulseAsync(id, cancellationToken) is not { HandedInAt: not null } impulse
            || !impulse.IsOf(user.Speaker())
        )
        {
            return ImpulseProblems.Unknown;
        }

        var (isNew, refusal) = await WriteMessage.AddAsync(
            db,
            impulse,
            messageId,
            request.Text,
            fromOrganisers: false,
            now,
            cancellationToken
        );
        if (refusal is not null)
        {
            return refusal;
        }

        if (isNew)
        {
            impulse.Answer(now);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok(
            OwnImpulse.Of(
                impulse,
                await db.MessagesAsync(id, cancellationToken),
                await TopicList.LoadAsync(db, cancellationToken)
            )
        );
    }
}
