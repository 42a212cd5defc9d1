using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Messaging.Inbox;

namespace Stadtgespraeche.Registration.Removals;

/// <summary>
/// A partner that is leaving or has left is no longer heard, except for the confirmation of an erasure and its own last
/// message while it leaves. Each message holds a shared lock until it is handled; leaving waits for those under way, so
/// that none comes in unnoticed.
/// </summary>
internal static class RemovalGate
{
    private static readonly Type[] HeardToTheEnd = [typeof(MemberErased), typeof(PartnerRemovalNoted)];

    public static readonly PartnerGate Gate = new(AdmitsAsync);

    public static Task CloseAsync(RegistrationDbContext db, string partner, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended({NameOf(partner)}, 0))",
            cancellationToken
        );

    private static async Task<bool> AdmitsAsync(
        DbContext db,
        string partner,
        Type word,
        CancellationToken cancellationToken
    )
    {
        // Two statements in one round trip: the second one's snapshot is taken when the lock is held.
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection())
        {
            Transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction(),
            BatchCommands =
            {
                new("select pg_advisory_xact_lock_shared(hashtextextended($1, 0))")
                {
                    Parameters = { new() { Value = NameOf(partner) } },
                },
                new("select state from partners where key = $1") { Parameters = { new() { Value = partner } } },
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        // The consumer refuses unknown partners.
        return !await rows.ReadAsync(cancellationToken)
            || rows.GetString(0) switch
            {
                "Left" => false,
                "Leaving" => HeardToTheEnd.Contains(word),
                _ => true,
            };
    }

    private static string NameOf(string partner) => $"words of {partner}";
}
