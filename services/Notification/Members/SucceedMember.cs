using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// Somebody takes over the seat of a member whose mandate has a last day; only the city knows of it. Who has no first
/// day of one's own begins on the day after. Each seat is taken over by one, and nobody takes over two.
/// </summary>
public static class SucceedMember
{
    /// <summary>Null when it is done, also when it was done before; else why not, in German.</summary>
    public static async Task<string?> HandleAsync(
        NotificationDbContext db,
        string partner,
        Guid successorId,
        Guid predecessorId,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"lock table members in share row exclusive mode", cancellationToken);
        var (successor, predecessor) = (
            await db.Members.FindAsync([successorId], cancellationToken),
            await db.Members.FindAsync([predecessorId], cancellationToken)
        );
        if (successor is null || predecessor is null)
        {
            return "Eine der beiden Personen gibt es nicht mehr.";
        }

        if (successor.PredecessorId == predecessorId)
        {
            return null;
        }

        if (successorId == predecessorId)
        {
            return "Niemand folgt sich selbst nach.";
        }

        if (predecessor.MandateUntil is not { } last || !MemberRules.IsDay(last))
        {
            return "Bitte tragen Sie zuerst ein, wann das Mandat der ausscheidenden Person endet.";
        }

        if (successor.PredecessorId is not null)
        {
            return "Diese Person ist schon jemandem nachgefolgt.";
        }

        if (successor.MandateFrom <= predecessor.MandateFrom && successor.MandateFrom is not null)
        {
            return "Die nachfolgende Person war schon vorher im Rat.";
        }

        if (await db.Members.AnyAsync(member => member.PredecessorId == predecessorId, cancellationToken))
        {
            return "Der ausscheidenden Person ist schon jemand nachgefolgt.";
        }

        successor.PredecessorId = predecessorId;
        if (successor.MandateFrom is null)
        {
            successor.MandateFrom = last.AddDays(1);
            if (successor.Version > 0)
            {
                db.SendToHub(
                    partner,
                    new MemberEnrolled(
                        partner,
                        successor.Id,
                        ++successor.Version,
                        successor.DisplayName,
                        successor.MandateFrom,
                        successor.MandateUntil
                    )
                );
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }
}
