using Npgsql;
using NpgsqlTypes;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>A mail that a sender claimed; nobody else touches it until the lease ends.</summary>
public sealed record ClaimedMail(
    Guid Id,
    Guid MemberId,
    Guid SessionId,
    string Kind,
    long Version,
    long? SeatVersion,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset LeaseUntil,
    string? TraceParent,
    DateTimeOffset? ExpiresAt = null
);

/// <summary>
/// One sender's view of the queue, over a connection of its own with prepared statements. Claims are committed before
/// anything is sent and each result before the next mail, so a killed process loses nothing and may repeat one mail per
/// connection at most.
/// </summary>
public sealed class MailQueue(NpgsqlConnection connection, MailKinds kinds, HeldMails held, TimeProvider time)
    : IAsyncDisposable
{
    /// <summary>Longer than a batch may take (<see cref="SendMails"/>) and one mail's time limit together.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private readonly NpgsqlCommand claim = new(
        """
        update mails set status = 'Sending', attempts = attempts + 1, lease_until = @lease
        where id in (
          select id from mails where status = 'Queued' and due <= @now
            and (kind = any(@unheld) or exists (select from installations where hold_resend is null))
            and (kind <> all(@with_link) or exists (select from link_key_standings where key_id = @key and standing = @trusted))
            and (kind <> all(@legal) or exists (select from legal_pages
              where imprint <> '' and privacy <> '' and accessibility <> '' and feedback_address <> ''))
          order by priority, due limit @count for update skip locked)
        returning id, member_id, session_id, kind, version, seat_version, attempts, created_at, lease_until, trace_parent, expires_at
        """,
        connection
    )
    {
        Parameters =
        {
            new("lease", NpgsqlDbType.TimestampTz),
            new("now", NpgsqlDbType.TimestampTz),
            new("count", NpgsqlDbType.Integer),
            new("unheld", NpgsqlDbType.Array | NpgsqlDbType.Text)
            {
                Value = kinds.NamesWhere(kind => kind.GoesOutWhileHeld),
            },
            new("with_link", NpgsqlDbType.Array | NpgsqlDbType.Text)
            {
                Value = kinds.NamesWhere(kind => kind.HasPersonalLink),
            },
            new("key", NpgsqlDbType.Text) { Value = held.KeyId },
            new("trusted", NpgsqlDbType.Integer) { Value = (int)PartnerKeyStanding.Trusted },
            new("legal", NpgsqlDbType.Array | NpgsqlDbType.Text)
            {
                Value = kinds.NamesWhere(kind => held.NeedsLegalPages && kind.WaitsForLegalPages),
            },
        },
    };

    private readonly NpgsqlCommand finish = new(
        """
        update mails set status = @status, finished_at = @now, lease_until = null, reason = @reason,
          calendar_method = coalesce(@calendar, calendar_method), told = @told, attempts = attempts - (@status = 'Dropped')::int
        where id = @id and status = 'Sending' and lease_until = @lease
        """,
        connection
    )
    {
        Parameters =
        {
            new("status", NpgsqlDbType.Text),
            new("now", NpgsqlDbType.TimestampTz),
            new("reason", NpgsqlDbType.Text),
            new("calendar", NpgsqlDbType.Text),
            new("told", NpgsqlDbType.Jsonb),
            new("id", NpgsqlDbType.Uuid),
            new("lease", NpgsqlDbType.TimestampTz),
        },
    };

    public async Task<List<ClaimedMail>> ClaimAsync(int count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!claim.IsPrepared)
        {
            await claim.PrepareAsync(cancellationToken);
        }

        (claim.Parameters[0].Value, claim.Parameters[1].Value, claim.Parameters[2].Value) = (now + Lease, now, count);
        var mails = new List<ClaimedMail>(count);
        await using var reader = await claim.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            mails.Add(
                new ClaimedMail(
                    reader.GetGuid(0),
                    reader.GetGuid(1),
                    reader.GetGuid(2),
                    reader.GetString(3),
                    reader.GetInt64(4),
                    reader.IsDBNull(5) ? null : reader.GetInt64(5),
                    reader.GetInt32(6),
                    reader.GetFieldValue<DateTimeOffset>(7),
                    reader.GetFieldValue<DateTimeOffset>(8),
                    reader.IsDBNull(9) ? null : reader.GetString(9),
                    reader.IsDBNull(10) ? null : reader.GetFieldValue<DateTimeOffset>(10)
                )
            );
        }

        return mails;
    }

    /// <summary>Sent, Failed or Dropped, for good.</summary>
    public async Task FinishAsync(MailResult result, CancellationToken cancellationToken)
    {
        if (!finish.IsPrepared)
        {
            await finish.PrepareAsync(cancellationToken);
        }

        object?[] values =
        [
            result.Status.ToString(),
            time.GetUtcNow(),
            result.Reason,
            result.CalendarMethod,
            result.Told,
            result.Mail.Id,
            result.Mail.LeaseUntil,
        ];
        for (var i = 0; i < values.Length; i++)
        {
            finish.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        await finish.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Back into the queue; <paramref name="tried"/> tells whether it counts as a try of this mail.</summary>
    public async Task ReturnAsync(
        IReadOnlyCollection<ClaimedMail> mails,
        DateTimeOffset due,
        string? reason,
        bool tried,
        CancellationToken cancellationToken
    )
    {
        if (mails.Count == 0)
        {
            return;
        }

        await using var back = new NpgsqlCommand(
            $"""
            update mails set status = 'Queued', lease_until = null, due = $1, reason = coalesce($2, reason),
              attempts = attempts - {(tried ? 0 : 1)}
            where id = any($3) and status = 'Sending' and lease_until = any($4)
            """,
            connection
        )
        {
            Parameters =
            {
                new() { Value = due },
                new() { Value = (object?)reason ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = mails.Select(mail => mail.Id).ToArray() },
                new() { Value = mails.Select(mail => mail.LeaseUntil).Distinct().ToArray() },
            },
        };
        await back.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await claim.DisposeAsync();
        await finish.DisposeAsync();
        await connection.DisposeAsync();
    }
}
