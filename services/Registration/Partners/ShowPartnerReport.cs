using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Registration.Partners.Provisioning;
using Stadtgespraeche.Registration.Partners.Releases;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>
/// One partner with its keys, for organisers. <see cref="Response.CodeExpiresAt"/>: an enrolment code is out and
/// unused; null: none is.
/// </summary>
internal static class ShowPartnerReport
{
    public sealed record Response(
        string Release,
        bool Provisions,
        PartnerReport Partner,
        bool HasCredentials,
        DateTimeOffset? CodeExpiresAt,
        IReadOnlyList<Key> Keys,
        IReadOnlyList<Waiting> Pending
    );

    public sealed record Key(string KeyId, DateTimeOffset AcceptedAt, DateTimeOffset? RevokedAt);

    public sealed record Waiting(string KeyId, DateTimeOffset AnnouncedAt, DateTimeOffset? RejectedAt);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string partner,
        RegistrationDbContext db,
        ProvisionAtBroker management,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (
            await PartnerReport.ReadAsync(db, db.Partners.Where(row => row.Key == partner), cancellationToken)
            is not [var report]
        )
        {
            return Problems.NotFound("partner-unknown", "Diese Kommune gibt es hier nicht.");
        }

        var row = await db.Partners.AsNoTracking().SingleAsync(row => row.Key == partner, cancellationToken);
        var keys = await db
            .PartnerKeys.AsNoTracking()
            .Where(key => key.Partner == partner)
            .OrderByDescending(key => key.AcceptedAt)
            .Select(key => new Key(key.KeyId, key.AcceptedAt, key.RevokedAt))
            .ToListAsync(cancellationToken);
        var pending = await db
            .PendingPartnerKeys.AsNoTracking()
            .Where(key => key.Partner == partner)
            .OrderByDescending(key => key.AnnouncedAt)
            .Select(key => new Waiting(key.KeyId, key.AnnouncedAt, key.RejectedAt))
            .ToListAsync(cancellationToken);
        var open =
            row is { EnrolmentCodeHash: not null, EnrolmentCodeUsed: false }
            && time.GetUtcNow() < row.EnrolmentCodeExpiresAt;
        return TypedResults.Ok(
            new Response(
                PartnerRelease.Own.ToString(),
                management.Configured,
                report,
                row.PasswordHash is not null,
                open ? row.EnrolmentCodeExpiresAt : null,
                keys,
                pending
            )
        );
    }
}
