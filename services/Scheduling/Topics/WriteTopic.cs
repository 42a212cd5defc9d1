using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Database;

namespace Stadtgespraeche.Scheduling.Topics;

/// <summary>
/// An organiser puts a topic on the list, under an id that the client made, or rewords one in whatever state. The same
/// again changes nothing. Refuses a title that is on the list already, what was merged, and a state that the client has
/// not seen (<c>expectedVersion</c>, 0 for none).
/// </summary>
public static class WriteTopic
{
    public sealed record WriteTopicRequest(string? Title, string? Description, long ExpectedVersion = 0);

    public static async Task<Results<Ok<TopicForOrganisers>, ProblemHttpResult>> Handle(
        Guid id,
        WriteTopicRequest request,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        if (TopicText.Read(request.Title, request.Description, errors) is not { } text)
        {
            return errors.ToProblem();
        }

        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var topic = await db.LockTopicAsync(id, cancellationToken);
        if (topic is { State: TopicState.Merged })
        {
            return TopicProblems.Merged;
        }

        if (topic is null || !topic.Says(text.Title, text.Description))
        {
            if ((topic?.Version ?? 0) != request.ExpectedVersion)
            {
                return TopicProblems.ChangedMeanwhile;
            }

            if (topic is null)
            {
                topic = db.Topics.Add(new Topic { Id = id, CreatedAt = now }).Entity;
                topic.Release(now);
            }

            topic.Write(text.Title, text.Description, now);
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation("ix_topics_listed_title"))
        {
            return TopicProblems.TitleTaken;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation("pk_topics"))
        {
            return TopicProblems.ChangedMeanwhile;
        }

        await transaction.CommitAsync(cancellationToken);
        return await TopicAnswer.OkAsync(db, id, now, cancellationToken);
    }
}
