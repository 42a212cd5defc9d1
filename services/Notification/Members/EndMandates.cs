using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Notification.Members;

/// <summary>Tells the hub, once, that a mandate's last day has passed (German calendar day). Whom the hub was never told of has nothing to end there.</summary>
public static class EndMandates
{
    public static async Task<int> HandleAsync(NotificationDbContext db, string partner, DateOnly today, CancellationToken ct)
    {
        var ended = await db.Members
            .Where(member => member.MandateUntil < today && member.Version > 0 && !member.MandateEndReported && member.State != MemberState.Departed)
            .OrderBy(member => member.Id).Take(500).ToListAsync(ct);
        foreach (var member in ended)
        {
            member.MandateEndReported = true;
            member.Version++;
            db.SendToHub(partner, new MandateEnded(partner, member.Id, member.Version));
        }

        await db.SaveChangesAsync(ct);
        return ended.Count;
    }
}
