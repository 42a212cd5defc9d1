using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Mandates;

/// <summary>
/// Takes one of the signed-in person's mandates out of the link: it is invited by itself again; seats stay where they
/// are. One that is not linked with the person's is fine too and changes nothing.
/// </summary>
internal static class UnlinkMandate
{
    public static async Task<NoContent> Handle(
        Guid memberId,
        ClaimsPrincipal user,
        RegistrationDbContext db,
        CancellationToken cancellation
    )
    {
        var me = user.Member().MemberId;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.LockLinksAsync(cancellation);
        if (
            await db.LinkedMandates.AnyAsync(
                row =>
                    row.MemberId == memberId
                    && db.LinkedMandates.Any(mine => mine.MemberId == me && mine.PersonId == row.PersonId),
                cancellation
            )
        )
        {
            await RemoveAsync(db, memberId, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>In the caller's transaction, under the lock; does nothing where nothing is linked.</summary>
    public static async Task RemoveAsync(RegistrationDbContext db, Guid memberId, CancellationToken cancellation)
    {
        if (await db.LinkedMandates.SingleOrDefaultAsync(row => row.MemberId == memberId, cancellation) is not { } link)
        {
            return;
        }

        var others = await db
            .LinkedMandates.Where(row => row.PersonId == link.PersonId && row.MemberId != memberId)
            .ToListAsync(cancellation);
        db.LinkedMandates.Remove(link);
        // One alone is linked with nothing.
        if (others is [var last])
        {
            db.LinkedMandates.Remove(last);
        }

        await db.SaveChangesAsync(cancellation);
        db.SetInvitedElsewhere(await db.Members.SingleAsync(member => member.Id == memberId, cancellation), false);
        if (others is [var single])
        {
            db.SetInvitedElsewhere(
                await db.Members.SingleAsync(member => member.Id == single.MemberId, cancellation),
                false
            );
        }
        else if (others.Count > 1)
        {
            await db.SettleInvitationsAsync(others[0].MemberId, cancellation);
        }
    }
}
