using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Drafts;

/// <summary>
/// Makes a draft public, exactly in the <c>version</c> that the organiser saw: as <see cref="ScheduleSession"/> does,
/// and the draft is gone. Refuses a draft that is incomplete, and one whose session was changed since. Again, it answers
/// with the session.
/// </summary>
public static class PublishDraft
{
    public sealed record PublishDraftRequest(long Version);

    public static async Task<Results<Ok<SessionForOrganisers>, ProblemHttpResult>> Handle(
        Guid id,
        PublishDraftRequest request,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LockDraftAsync(id, cancellationToken) is not { } draft)
        {
            return await EditSession.Handle(id, db, cancellationToken);
        }

        if (draft.Version != request.Version)
        {
            return SaveDraft.ChangedMeanwhile();
        }

        var errors = new FieldErrors();
        var topics = await TopicList.LoadAsync(db, cancellationToken);
        if (SessionPlanRules.Read(draft.Plan, topics, errors) is not { } plan)
        {
            return errors.ToProblem();
        }

        db.Remove(draft);
        var answer = await ScheduleSession.StoreAsync(
            id,
            plan,
            draft.Plan with
            {
                ExpectedVersion = draft.BasedOn,
            },
            topics,
            db,
            time.GetUtcNow(),
            cancellationToken
        );
        if (answer.Result is Ok<SessionForOrganisers>)
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return answer;
    }
}
