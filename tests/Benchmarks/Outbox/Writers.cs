using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using Stadtgespraeche.Messaging.Outbox;

namespace Stadtgespraeche.Benchmarks.Outbox;

/// <summary>16 writers, each committing one business and one outbox row in one round trip, as fast as it can.</summary>
internal static class Writers
{
    private const int Count = 16;

    private const string Business = "insert into business_rows (id, text) values ($1, $2)";

    private const string Message =
        "insert into outbox_messages (message_id, exchange, body, traceparent, created_at, attempts) values ($1, $2, $3, $4, $5, 0)";

    /// <summary>
    /// Seconds that it took to commit all rows; <paramref name="committed"/> is called after each commit.
    /// </summary>
    public static async Task<double> RunAsync(
        NpgsqlDataSource database,
        IReadOnlyList<OutboxMessage> rows,
        Action committed
    )
    {
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, Count)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (
                            var i = Interlocked.Increment(ref next);
                            i < rows.Count;
                            i = Interlocked.Increment(ref next)
                        )
                        {
                            await CommitAsync(database, rows[i]);
                            committed();
                        }
                    })
                )
        );
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>One business and one outbox row, committed in one round trip.</summary>
    public static async Task CommitAsync(NpgsqlDataSource database, OutboxMessage row)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Command(Business, row.MessageId, "a seat was booked"));
        batch.BatchCommands.Add(
            Command(Message, row.MessageId, row.Exchange, row.Body, row.Traceparent!, row.CreatedAt)
        );
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>Stores a backlog without telling anybody.</summary>
    public static async Task StoreAsync(NpgsqlDataSource database, IReadOnlyList<OutboxMessage> rows)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy outbox_messages (message_id, exchange, body, traceparent, created_at, attempts) from stdin (FORMAT BINARY)"
        );
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(row.MessageId, NpgsqlDbType.Uuid);
            await copy.WriteAsync(row.Exchange, NpgsqlDbType.Text);
            await copy.WriteAsync(row.Body, NpgsqlDbType.Bytea);
            await copy.WriteAsync(row.Traceparent!, NpgsqlDbType.Text);
            await copy.WriteAsync(row.CreatedAt, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(0, NpgsqlDbType.Integer);
        }

        await copy.CompleteAsync();
    }

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
