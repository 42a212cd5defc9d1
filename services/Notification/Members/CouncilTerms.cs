using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// Sets the end of the present council's term, and with it that of every mandate that has none of its own; the hub
/// hears of each. In the new term a mandate begins with the next import or by hand: the same member comes back.
/// </summary>
public static class CouncilTerms
{
    /// <summary>The present term's last day, if one is known.</summary>
    public static Task<DateOnly?> CurrentAsync(
        NotificationDbContext db,
        DateOnly today,
        CancellationToken cancellationToken
    ) =>
        db
            .CouncilTerms.Where(term => term.Until >= today)
            .OrderBy(term => term.Until)
            .Select(term => (DateOnly?)term.Until)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Who has no end of one's own leaves with the term, unless the mandate begins after it.</summary>
    public static (DateOnly? Until, MandateEnd End) Ending(DateOnly? from, DateOnly? until, DateOnly? term) =>
        term is null || (until ?? term) != term || from > term ? (until, MandateEnd.Own) : (term, MandateEnd.Term);

    /// <summary>
    /// Null: there is no term, and mandates that ended with it have no end any more. Returns how many mandates changed.
    /// In a transaction of its own, or the caller's.
    /// </summary>
    public static async Task<int> SetAsync(
        NotificationDbContext db,
        string partner,
        DateOnly? until,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancellationToken)
            : null;
        await db.Database.ExecuteSqlAsync($"lock table members in share row exclusive mode", cancellationToken);
        await db.CouncilTerms.Where(term => term.Until >= today).ExecuteDeleteAsync(cancellationToken);
        if (until is { } day)
        {
            db.Add(new CouncilTerm { Until = day });
        }

        var members = await db
            .Members.Where(member =>
                member.State != MemberState.Departed
                && (
                    member.MandateUntil == null
                    || (member.MandateEnd == MandateEnd.Term && member.MandateUntil >= today)
                )
                && member.MandateUntil != until
            )
            .ToListAsync(cancellationToken);
        foreach (var member in members)
        {
            (member.MandateUntil, member.MandateEnd) = (until, until is null ? MandateEnd.Own : MandateEnd.Term);
            if (member.Version > 0)
            {
                db.SendToHub(
                    partner,
                    new MemberEnrolled(
                        partner,
                        member.Id,
                        ++member.Version,
                        member.DisplayName,
                        member.MandateFrom,
                        member.MandateUntil
                    )
                );
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return members.Count;
    }
}

/// <summary>What a member's last day comes from.</summary>
public enum MandateEnd
{
    /// <summary>The source or the administrator named it, or there is none.</summary>
    Own,

    /// <summary>It is that of the council's term.</summary>
    Term,

    /// <summary>The council information system named the person no more.</summary>
    Absence,
}
