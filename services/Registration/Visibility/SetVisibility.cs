using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Registration.Mandates;

namespace Stadtgespraeche.Registration.Visibility;

/// <summary>
/// The signed-in member opens or closes name, city, faction and topics (100 and 300 characters), each separately and
/// for all linked mandates. What the request leaves out is closed, and a closed faction or closed topics are deleted.
/// Allowed after the mandate's end too, for closing.
/// </summary>
internal static class SetVisibility
{
    /// <summary>
    /// <paramref name="Faction"/> and <paramref name="Topics"/>: null or empty closes and deletes them.
    /// </summary>
    public sealed record VisibilityBody(
        bool Name = false,
        bool City = false,
        string? Faction = null,
        string? Topics = null
    );

    public static async Task<Results<Ok<VisibilityBody>, ProblemHttpResult>> Handle(
        VisibilityBody request,
        ClaimsPrincipal user,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        var faction = errors.ReadLine("faction", "faction", request.Faction, VisibleToOthers.LongestFaction);
        var topics = errors.ReadLine("topics", "topics", request.Topics, VisibleToOthers.LongestTopics);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var me = user.Member().MemberId;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Locked against an erasure, and so that two at once happen one after the other.
        Guid[] mandates =
        [
            me,
            .. await db.LastingMandatesOf(me)
                .Select(member => member.Id)
                .Where(id => id != me)
                .ToListAsync(cancellationToken),
        ];
        var held = await db
            .Members.FromSql($"select * from members where id = any ({mandates}) order by id for no key update")
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        if (held.TrueForAll(member => member.Id != me))
        {
            return Problems.NotFound("member-unknown", "Wir haben über Sie keine Angaben mehr.");
        }
        // Which of linked mandates others see may change; the person's choice does not.
        foreach (var member in held)
        {
            var row = await db.Visible.SingleOrDefaultAsync(
                visible => visible.MemberId == member.Id,
                cancellationToken
            );
            if (request is { Name: false, City: false } && faction is null && topics is null)
            {
                if (row is not null)
                {
                    db.Visible.Remove(row);
                }

                continue;
            }

            row ??= db.Visible.Add(new VisibleToOthers { MemberId = member.Id }).Entity;
            (row.Name, row.City, row.Faction, row.Topics) = (request.Name, request.City, faction, topics);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new VisibilityBody(request.Name, request.City, faction, topics));
    }
}
