using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Database;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Scheduling.Topics;

/// <summary>
/// A member proposes a topic, under an id that the client made, or rewords the own proposal while it waits. The same
/// again changes nothing. Refuses more than ten that wait, and what is no longer the member's to change.
/// </summary>
public static class ProposeTopic
{
    private const int MostOpen = 10;

    public sealed record ProposeTopicRequest(string? Title, string? Description);

    public static async Task<Results<Ok<OwnProposal>, ProblemHttpResult>> Handle(
        Guid id,
        ProposeTopicRequest request,
        ClaimsPrincipal user,
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

        try
        {
            return await StoreAsync(id, text, user.Member(), db, time.GetUtcNow(), cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation("pk_topics"))
        {
            // Sent twice at the same time: the other request was first.
            db.ChangeTracker.Clear();
            return await StoreAsync(id, text, user.Member(), db, time.GetUtcNow(), cancellationToken);
        }
    }

    private static async Task<Results<Ok<OwnProposal>, ProblemHttpResult>> StoreAsync(
        Guid id,
        TopicText text,
        Person person,
        SchedulingDbContext db,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LockPersonAsync(person.MemberId, cancellationToken))
        {
            return Problems.Conflict("member-erased", "Ihre Daten sind gelöscht oder werden gerade gelöscht.");
        }

        var topic = await db.LockTopicAsync(id, cancellationToken);
        if (topic is not null && topic.ProposedBy != person.MemberId)
        {
            return Problems.Conflict("topic-of-another-member", "Dieses Thema hat jemand anderes vorgeschlagen.");
        }

        if (topic is not null && topic.Says(text.Title, text.Description))
        {
            return TypedResults.Ok(OwnProposal.Of(topic, into: null));
        }

        if (topic is { State: not TopicState.Proposed })
        {
            return Problems.Conflict(
                "proposal-decided",
                "Über Ihren Vorschlag ist schon entschieden; er kann nicht mehr geändert werden."
            );
        }

        if (
            topic is null
            && await db.Topics.CountAsync(
                other => other.ProposedBy == person.MemberId && other.State == TopicState.Proposed,
                cancellationToken
            ) >= MostOpen
        )
        {
            return Problems.Conflict(
                "too-many-proposals",
                $"Von Ihnen warten schon {MostOpen} Vorschläge. Bitte warten Sie, bis über einige entschieden ist."
            );
        }

        topic ??= db
            .Topics.Add(
                new Topic
                {
                    Id = id,
                    ProposedBy = person.MemberId,
                    ProposedByPartner = person.Partner,
                    CreatedAt = now,
                }
            )
            .Entity;
        topic.Write(text.Title, text.Description, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(OwnProposal.Of(topic, into: null));
    }
}

/// <summary>
/// A topic as the member sees it who proposed it. <see cref="MergedInto"/>: the topic that it went into; null: none.
/// </summary>
public sealed record OwnProposal(
    Guid Id,
    string Title,
    string Description,
    TopicState State,
    string? RetiredBecause,
    bool WasListed,
    TopicName? MergedInto
)
{
    internal static OwnProposal Of(Topic topic, Topic? into) =>
        new(
            topic.Id,
            topic.Title,
            topic.Description,
            topic.State,
            topic.RetiredBecause,
            topic.WasListed,
            into is null ? null : TopicName.Of(into)
        );
}
