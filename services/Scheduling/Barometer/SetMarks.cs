using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Barometer;

/// <summary>
/// The signed-in member marks exactly these topics as important for the own council, and takes all others back. As many
/// as they like, and in secret: the topics stand in the body and neither in an address nor in a log. The
/// same again changes nothing. Refuses whose mandate no city has confirmed, and topics that are not on the list.
/// </summary>
public static class SetMarks
{
    public sealed record SetMarksRequest(IReadOnlyList<Guid>? Topics);

    public static async Task<Results<Ok<ListMarks.Response>, ProblemHttpResult>> Handle(
        SetMarksRequest request,
        ClaimsPrincipal user,
        SchedulingDbContext db,
        CancellationToken cancellationToken
    )
    {
        var person = user.Member();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Of two requests of one member at once, one waits for the other.
        if (
            await db.LockPersonAsync(person.MemberId, cancellationToken)
            || !await db.MayMarkAsync(person, cancellationToken)
        )
        {
            return Problems.Conflict(
                "mandate-not-known",
                "Markieren können Ratsmitglieder, deren Kommune ihr Mandat bestätigt hat. Ist das gerade erst geschehen, "
                    + "versuchen Sie es bitte in einer Minute noch einmal."
            );
        }

        // So that none is merged or retired before this is stored.
        Guid[] named = [.. request.Topics ?? []];
        await db.Database.ExecuteSqlAsync(
            $"select from topics where id = any({named}) order by id for share",
            cancellationToken
        );
        var topics = await TopicList.LoadAsync(db, cancellationToken);
        var wanted = named.Select(topics.Find).ToList();
        if (wanted.Any(topic => topic is not { State: TopicState.Listed }))
        {
            return Problems.Conflict(
                "topic-not-listed",
                "Eines der Themen steht nicht mehr auf der Liste. Bitte prüfen Sie Ihre Auswahl und speichern Sie sie noch einmal."
            );
        }

        var ids = wanted.Select(topic => topic!.Id).Distinct().ToArray();
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from topic_marks m using topics t
            where m.member_id = {person.MemberId} and t.id = m.topic_id and coalesce(t.merged_into, t.id) <> all({ids});
            insert into topic_marks (topic_id, member_id, partner)
            select wanted, {person.MemberId}, {person.Partner} from unnest({ids}) wanted
            where not exists (
              select from topic_marks m join topics t on t.id = m.topic_id
              where m.member_id = {person.MemberId} and coalesce(t.merged_into, t.id) = wanted)
            on conflict do nothing
            """,
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new ListMarks.Response([.. ids.Order()], MayMark: true));
    }
}
