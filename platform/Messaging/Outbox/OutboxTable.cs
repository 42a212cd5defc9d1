using Npgsql;
using NpgsqlTypes;

namespace Stadtgespraeche.Messaging.Outbox;

/// <summary>A row as the relay sees it.</summary>
internal sealed record OutboxRow(
    Guid MessageId,
    string Exchange,
    byte[] Body,
    string? Traceparent,
    DateTimeOffset CreatedAt,
    int Attempts
);

/// <summary>
/// The relay's side of <c>outbox_messages</c>, over one connection of its own. Rows are taken by deleting them in a
/// transaction that commits after the broker's confirms; what was not confirmed is put back in that same transaction.
/// </summary>
internal sealed class OutboxTable(NpgsqlConnection connection, TimeProvider time)
{
    // ctid is safe here: the rows are locked, so nobody moves them between the two halves.
    private const string Take = """
        delete from outbox_messages where ctid = any (array(
            select ctid from outbox_messages
            where next_attempt_at is null or next_attempt_at <= $1
            order by message_id limit $2 for update skip locked))
        returning message_id, exchange, body, traceparent, created_at, attempts
        """;

    private const string PutBack = """
        insert into outbox_messages (message_id, exchange, body, traceparent, created_at, attempts, next_attempt_at)
        select * from unnest($1, $2, $3, $4, $5, $6, $7)
        """;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await connection.OpenAsync(cancellationToken);
        // A delete that a crash undoes only sends the message again, and the inbox knows it: no need to wait for the
        // disk. Without statistics of a table that is mostly empty, PostgreSQL would sort the whole backlog for each
        // batch.
        await using var settings = new NpgsqlCommand(
            "set synchronous_commit to off; set enable_seqscan to off; set enable_bitmapscan to off",
            connection
        );
        await settings.ExecuteNonQueryAsync(cancellationToken);
    }

    public ValueTask<NpgsqlTransaction> BeginAsync(CancellationToken cancellationToken) =>
        connection.BeginTransactionAsync(cancellationToken);

    public async Task<List<OutboxRow>> TakeAsync(int atMost, CancellationToken cancellationToken)
    {
        await using var take = new NpgsqlCommand(Take, connection)
        {
            Parameters =
            {
                new() { Value = time.GetUtcNow(), NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new() { Value = atMost, NpgsqlDbType = NpgsqlDbType.Integer },
            },
        };
        await take.PrepareAsync(cancellationToken);
        await using var reader = await take.ExecuteReaderAsync(cancellationToken);
        var rows = new List<OutboxRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(
                new OutboxRow(
                    reader.GetGuid(0),
                    reader.GetString(1),
                    reader.GetFieldValue<byte[]>(2),
                    reader.IsDBNull(3) ? null : reader.GetString(3),
                    reader.GetFieldValue<DateTimeOffset>(4),
                    reader.GetInt32(5)
                )
            );
        }

        return rows;
    }

    /// <summary>Rows whose message the broker refused wait longer each time; the others are due at once.</summary>
    public async Task PutBackAsync(
        IReadOnlyList<(OutboxRow Row, bool Refused)> rows,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        await using var put = new NpgsqlCommand(PutBack, connection);
        Add(NpgsqlDbType.Uuid, item => item.Row.MessageId);
        Add(NpgsqlDbType.Text, item => item.Row.Exchange);
        Add(NpgsqlDbType.Bytea, item => item.Row.Body);
        Add(NpgsqlDbType.Text, item => item.Row.Traceparent);
        Add(NpgsqlDbType.TimestampTz, item => item.Row.CreatedAt);
        Add(NpgsqlDbType.Integer, item => item.Row.Attempts + (item.Refused ? 1 : 0));
        Add<DateTimeOffset?>(
            NpgsqlDbType.TimestampTz,
            item => item.Refused ? now + OutboxRetries.After(item.Row.Attempts) : null
        );
        await put.ExecuteNonQueryAsync(cancellationToken);

        void Add<T>(NpgsqlDbType type, Func<(OutboxRow Row, bool Refused), T> value) =>
            put.Parameters.Add(
                new NpgsqlParameter { Value = rows.Select(value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type }
            );
    }
}
