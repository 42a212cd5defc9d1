using Npgsql;

namespace Stadtgespraeche.Testing;

/// <summary>
/// Keeps a lock in a service's database, so that the service stops in the middle of what it is doing: there a test can
/// kill it, or be quicker.
/// </summary>
public sealed class HeldRows : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private readonly string database;

    private HeldRows(NpgsqlConnection connection, NpgsqlTransaction transaction, string database) =>
        (this.connection, this.transaction, this.database) = (connection, transaction, database);

    /// <summary><paramref name="sql"/> takes the lock and must give a row, as a select for update.</summary>
    public static async Task<HeldRows> HoldAsync(string database, string sql)
    {
        var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var take = new NpgsqlCommand(sql, connection, transaction);
        await using (var reader = await take.ExecuteReaderAsync())
        {
            if (!await reader.ReadAsync())
            {
                throw new InvalidOperationException($"Nothing to hold: {sql}");
            }
        }

        return new HeldRows(connection, transaction, database);
    }

    /// <summary>Waits until the service stands before this lock, as often as <paramref name="waiting"/> says.</summary>
    public Task SomebodyWaitsAsync(int waiting = 1) =>
        Eventually.Holds(async () =>
        {
            await using var other = NpgsqlDataSource.Create(database);
            await using var ask = other.CreateCommand(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock' and $1 = any(pg_blocking_pids(pid))
                """
            );
            ask.Parameters.Add(new() { Value = connection.ProcessID });
            if ((long)(await ask.ExecuteScalarAsync())! < waiting)
            {
                throw new InvalidOperationException("Not so many wait yet.");
            }
        });

    /// <summary>Keeps what was done under the lock, and lets go.</summary>
    public Task CommitAsync() => transaction.CommitAsync();

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
