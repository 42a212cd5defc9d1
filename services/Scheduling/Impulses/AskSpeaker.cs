using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>
/// The organisers ask whoever offers an impulse, who hears of it by mail. What was only handed in waits for the answer
/// from then on. Sent twice, it is asked once. Refused for what is rejected or withdrawn.
/// </summary>
public static class AskSpeaker
{
    public static async Task<Results<Ok<ImpulseForOrganisers>, ProblemHttpResult>> Handle(
        Guid id,
        Guid messageId,
        WriteMessage.WriteMessageRequest request,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LockHandedInAsync(id, cancellationToken) is not { } impulse)
        {
            return ImpulseProblems.Unknown;
        }

        var (isNew, refusal) = await WriteMessage.AddAsync(
            db,
            impulse,
            messageId,
            request.Text,
            fromOrganisers: true,
            now,
            cancellationToken
        );
        if (refusal is not null)
        {
            return refusal;
        }

        if (isNew)
        {
            impulse.Ask(now);
            db.SendToPartner(impulse.Partner, impulse.ToProgressed(ImpulseProgress.Questioned));
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok(ImpulseForOrganisers.Of(impulse, await db.MessagesAsync(id, cancellationToken)));
    }
}
