using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>
/// What the signed-in person has offered, with questions and answers, the latest first. An invited speaker sees the one
/// impulse of the invitation.
/// </summary>
public static class ListOwnImpulses
{
    public sealed record Response(IReadOnlyList<OwnImpulse> Impulses);

    public static async Task<Ok<Response>> Handle(
        ClaimsPrincipal user,
        SchedulingDbContext db,
        CancellationToken cancellationToken
    )
    {
        var (me, _, isInvited) = user.Speaker();
        var topics = await TopicList.LoadAsync(db, cancellationToken);
        var messages = (
            await db
                .ImpulseMessages.AsNoTracking()
                .Where(message => message.OwnerId == me)
                .ToListAsync(cancellationToken)
        ).ToLookup(message => message.ImpulseId);
        var impulses = await db
            .Impulses.AsNoTracking()
            .Where(impulse => impulse.OwnerId == me && (impulse.InvitedAt != null) == isInvited)
            .OrderByDescending(impulse => impulse.CreatedAt)
            .ThenBy(impulse => impulse.Id)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new Response([.. impulses.Select(impulse => OwnImpulse.Of(impulse, messages[impulse.Id], topics))])
        );
    }
}
