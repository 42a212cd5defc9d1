using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Mandates;

/// <summary>
/// Takes one of the signed-in person's mandates out of the link: it is invited by itself again; seats stay where they
/// are. A mandate that is not linked with the person's changes nothing, and that is fine.
/// </summary>
internal static class UnlinkMandate
{
    public static async Task<NoContent> Handle(
        Guid memberId,
        ClaimsPrincipal user,
        RegistrationDbContext db,
        CancellationToken cancellationToken
    )
    {
        var me = user.Member().MemberId;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockLinksAsync(cancellationToken);
        if (
            await db.LinkedMandates.AnyAsync(
                row =>
                    row.MemberId == memberId
                    && db.LinkedMandates.Any(mine => mine.MemberId == me && mine.PersonId == row.PersonId),
                cancellationToken
            )
        )
        {
            await RemoveAsync(db, memberId, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>In the caller's transaction, under the lock; does nothing where nothing is linked.</summary>
    public static async Task RemoveAsync(RegistrationDbContext db, Guid memberId, CancellationToken cancellationToken)
    {
        if (
            await db.LinkedMandates.SingleOrDefaultAsync(row => row.MemberId == memberId, cancellationToken)
            is not { } link
        )
        {
            return;
        }

        var others = await db
            .LinkedMandates.Where(row => row.PersonId == link.PersonId && row.MemberId != memberId)
            .ToListAsync(cancellationToken);
        db.LinkedMandates.Remove(link);
        // A single one is not a link.
        if (others is [var last])
        {
            db.LinkedMandates.Remove(last);
        }

        await db.SaveChangesAsync(cancellationToken);
        db.SetInvitedElsewhere(await db.Members.SingleAsync(member => member.Id == memberId, cancellationToken), false);
        if (others is [var single])
        {
            db.SetInvitedElsewhere(
                await db.Members.SingleAsync(member => member.Id == single.MemberId, cancellationToken),
                false
            );
        }
        else if (others.Count > 1)
        {
            await db.SettleInvitationsAsync(others[0].MemberId, cancellationToken);
        }
    }
}
