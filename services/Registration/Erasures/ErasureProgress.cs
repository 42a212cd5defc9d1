using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Registration.Erasures;

/// <summary>Takes an erasure on from part to part; answers may come twice, late and in any order.</summary>
internal static class ErasureProgress
{
    public static ErasureOrdered Order(MemberErasure erasure) =>
        new(
            erasure.Partner,
            erasure.Id,
            erasure.MemberId ?? throw new InvalidOperationException("Who was erased is not known any more."),
            erasure.Cause,
            [
                .. erasure
                    .Parts.Where(part => part.CompletedAt is not null)
                    .OrderBy(part => part.Owner, StringComparer.Ordinal)
                    .Select(part => new ErasedPart(part.Owner, part.Counts)),
            ]
        );

    /// <summary>False: there is no such part, or it was never ordered, so it cannot be done.</summary>
    public static async Task<bool> CompletePartAsync(
        this RegistrationDbContext db,
        Guid erasureId,
        string owner,
        string? partner,
        IReadOnlyDictionary<string, int> counts,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.LockErasureAsync(erasureId, cancellationToken) is not { } erasure
            || (partner is not null && erasure.Partner != partner)
        )
        {
            return false;
        }

        if (erasure.Parts.Find(part => part.Owner == owner) is not { OrderedAt: not null } part)
        {
            return false;
        }

        if (part.CompletedAt is not null)
        {
            return true;
        }

        (part.CompletedAt, part.Counts) = (now, new Dictionary<string, int>(counts));

        var open = erasure.Parts.Where(other => other.CompletedAt is null).ToList();
        if (open is [{ Owner: ErasurePart.Partner, OrderedAt: null } last])
        {
            (last.OrderedAt, last.Orders) = (now, 1);
            db.SendToPartner(erasure.Partner, Order(erasure));
        }
        else if (open.Count == 0)
        {
            (erasure.CompletedAt, erasure.MemberId) = (now, null);
        }

        return true;
    }

    /// <summary>
    /// A partner enrolled a member who was erased, perhaps from an old backup: the erasure is ordered again, each time
    /// that this happens. False: this partner has no such completed erasure; one that is under way is ordered in its
    /// own time.
    /// </summary>
    public static async Task<bool> OrderAgainAsync(
        this RegistrationDbContext db,
        string partner,
        Guid memberId,
        CancellationToken cancellationToken
    )
    {
        var hash = ErasedPerson.Hash(memberId);
        if (
            await db
                .Erasures.AsNoTracking()
                .SingleOrDefaultAsync(
                    row => row.IdHash == hash && row.Partner == partner && row.CompletedAt != null,
                    cancellationToken
                )
            is not { } erasure
        )
        {
            return false;
        }

        db.SendToPartner(partner, new ErasureOrdered(partner, erasure.Id, memberId, erasure.Cause, [], Again: true));
        return true;
    }

    public static async Task<MemberErasure?> LockErasureAsync(
        this RegistrationDbContext db,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        await db.Database.ExecuteSqlAsync($"select from erasures where id = {id} for update", cancellationToken);
        return await db.Erasures.Include(row => row.Parts).SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
    }
}
