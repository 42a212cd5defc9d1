using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.SignIn;

namespace Stadtgespraeche.Notification.Corrections;

/// <summary><paramref name="Text"/> is null when no key of this city opens it any more.</summary>
public sealed record OpenCorrection(
    Guid Id,
    Guid MemberId,
    string Name,
    DateTimeOffset ReceivedAt,
    CorrectionText? Text
);

/// <summary>What members want corrected and nobody has marked as done, the oldest first.</summary>
public static class OpenCorrections
{
    public static Task<IReadOnlyList<OpenCorrection>> ListAsync(
        NotificationDbContext db,
        AddressKeys keys,
        CancellationToken cancellationToken
    ) => ReadAsync(db, db.Corrections, keys, cancellationToken);

    /// <summary>Null: it is done, or there was none.</summary>
    public static async Task<OpenCorrection?> FindAsync(
        NotificationDbContext db,
        AddressKeys keys,
        Guid id,
        CancellationToken cancellationToken
    ) => (await ReadAsync(db, db.Corrections.Where(row => row.Id == id), keys, cancellationToken)).SingleOrDefault();

    /// <summary>
    /// One is done: what the member wrote goes. False when somebody did it before. One whose mail is still on its way
    /// counts as delivered, so that the member hears the truth.
    /// </summary>
    public static async Task<bool> FinishAsync(
        NotificationDbContext db,
        Guid id,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (
            await db.Corrections.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken)
            is not { } found
        )
        {
            return false;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockPersonAsync(found.MemberId, cancellationToken);
        if (await db.Corrections.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } correction)
        {
            return false;
        }

        if (correction.DeliveredAt is null)
        {
            db.Add(Mail.Of(CorrectionReceived.Kind, correction.MemberId, id, now));
        }

        db.Remove(correction);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task<IReadOnlyList<OpenCorrection>> ReadAsync(
        NotificationDbContext db,
        IQueryable<Correction> corrections,
        AddressKeys keys,
        CancellationToken cancellationToken
    )
    {
        var open = await corrections
            .AsNoTracking()
            .Join(
                db.Members,
                correction => correction.MemberId,
                member => member.Id,
                (correction, member) => new { Correction = correction, member.DisplayName }
            )
            .OrderBy(row => row.Correction.ReceivedAt)
            .ThenBy(row => row.Correction.Id)
            .ToListAsync(cancellationToken);
        return
        [
            .. open.Select(row => new OpenCorrection(
                row.Correction.Id,
                row.Correction.MemberId,
                row.DisplayName,
                row.Correction.ReceivedAt,
                CorrectionText.Open(keys, row.Correction.SealedText)
            )),
        ];
    }
}
