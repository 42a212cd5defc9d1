using Npgsql;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// One process at a time walks for a command, and one for a page. Held by a connection of its own, so that it ends with
/// a process that is killed.
/// </summary>
public static class OParlLock
{
    /// <summary>Null when somebody else has it.</summary>
    public static async Task<IAsyncDisposable?> TryTakeAsync(
        NpgsqlDataSource database,
        string origin,
        CancellationToken cancellationToken
    )
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock(hashtextextended($1, 0))", connection)
        {
            Parameters = { new() { Value = $"oparl walk {origin}" } },
        };
        if (await command.ExecuteScalarAsync(cancellationToken) is true)
        {
            return connection;
        }

        await connection.DisposeAsync();
        return null;
    }
}
