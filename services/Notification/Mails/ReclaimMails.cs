using Npgsql;
using Stadtgespraeche.Notification.Jobs;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Puts mails that nobody works on any more back into the queue: those whose lease ended, and at start-up, when no
/// other sender of this database is alive, all that a killed process left behind.
/// </summary>
internal static class ReclaimMails
{
    private const long SenderLock = 0x5374616474; // any number that no other lock of this database uses

    /// <summary>
    /// Keeps a shared lock for as long as the connection lives; whoever could have it alone reclaims everything first.
    /// </summary>
    public static async Task<int> AtStartAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var alone = new NpgsqlCommand($"select pg_try_advisory_lock({SenderLock})", connection);
        var reclaimed = 0;
        if (await alone.ExecuteScalarAsync(cancellationToken) is true)
        {
            await using var all = new NpgsqlCommand(
                "update mails set status = 'Queued', lease_until = null where status = 'Sending'",
                connection
            );
            reclaimed = await all.ExecuteNonQueryAsync(cancellationToken);
            await using var share = new NpgsqlCommand(
                $"select pg_advisory_lock_shared({SenderLock}), pg_advisory_unlock({SenderLock})",
                connection
            );
            await share.ExecuteNonQueryAsync(cancellationToken);
            return reclaimed;
        }

        await ShareAsync(connection, cancellationToken);
        return reclaimed;
    }

    /// <summary>Says on a sender's own connection that it is alive: a database that starts again ends both.</summary>
    public static async Task ShareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var share = new NpgsqlCommand($"select pg_advisory_lock_shared({SenderLock})", connection);
        await share.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task ExpiredAsync(JobTurn turn, CancellationToken cancellationToken)
    {
        await using var command = turn.Database.CreateCommand(
            "update mails set status = 'Queued', lease_until = null where status = 'Sending' and lease_until < $1"
        );
        command.Parameters.Add(new() { Value = turn.Now });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
