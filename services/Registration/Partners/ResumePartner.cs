using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>
/// Gives a suspended partner its rights back, and sends it all present facts again, because the broker drops messages
/// that wait too long. Does nothing for a partner that is not suspended.
/// </summary>
internal static class ResumePartner
{
    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        string partner,
        RegistrationDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LockPartnerAsync(partner, cancellationToken) is not { } row)
        {
            return Problems.NotFound("partner-unknown", "Diese Kommune gibt es hier nicht.");
        }

        if (row.State != PartnerState.Suspended)
        {
            return TypedResults.NoContent();
        }

        row.State = row.ConnectedAt is null ? PartnerState.Admitted : PartnerState.Connected;
        (row.SuspendedAt, row.SuspendedBecause, row.ProvisionedAt) = (null, null, null);
        row.Version++;
        db.Publish(row.Told());
        db.Publish(new ResendOrdered(partner, Guid.CreateVersion7(time.GetUtcNow())));
        await ConnectPartner.WhenReadyAsync(db, row, time.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
