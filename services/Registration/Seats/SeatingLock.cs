using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Registration.Sessions;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>Whose seat it is: the acting member's, or that of the mandate that is invited.</summary>
internal sealed record SeatOwner(Guid MemberId, string Partner);

/// <summary>
/// Everything a booking needs, in one round trip, for the session's row stays locked until the commit: the session, the
/// acting member, the member's seat, and the first of each waiting list, who may move up. By hand, because EF Core
/// would take four. Whoever has linked several mandates has one seat, that of the mandate that is invited, whichever of
/// them acts.
/// </summary>
internal sealed record SeatingLock(
    Session? Session,
    ActingMember? Acting,
    SeatOwner Owner,
    Seat? Own,
    IReadOnlyList<Seat> Seats
)
{
    private const string Columns = """
        member_id, partner, version, form, booking_number, waiting_for, waiting_number, declined, cause, had_seat, question, accessibility_needs
        """;

    private const string LockSession = """
        SELECT version, cancelled, start, length_minutes, online_link, online_link_version, first_number, last_number,
            on_site_capacity, on_site_taken, on_site_waiting, online_capacity, online_taken, online_waiting
        FROM sessions WHERE id = $1 FOR UPDATE
        """;

    private const string FindMember = """
        SELECT member.version, member.display_name, member.departed, partner.name, member.mandate_from, member.mandate_until, owner.id, owner.partner
        FROM members member JOIN partners partner ON partner.key = member.partner
        LEFT JOIN LATERAL (
            SELECT lasting.id, lasting.partner FROM linked_mandates mine JOIN linked_mandates link ON link.person_id = mine.person_id
            JOIN members lasting ON lasting.id = link.member_id AND NOT lasting.departed
            WHERE mine.member_id = member.id ORDER BY link.position LIMIT 1) owner ON true
        WHERE member.id = $1 AND member.partner = $2
        """;

    private const string FindOwner = """
        coalesce((SELECT lasting.id FROM linked_mandates mine JOIN linked_mandates link ON link.person_id = mine.person_id
            JOIN members lasting ON lasting.id = link.member_id AND NOT lasting.departed
            WHERE mine.member_id = $2 ORDER BY link.position LIMIT 1), $2)
        """;

    private const string FindSeats = $"""
        WITH owner AS MATERIALIZED (SELECT {FindOwner} AS id)
        SELECT {Columns}, (SELECT count(*)::int FROM seats ahead WHERE ahead.session_id = own.session_id
            AND ahead.waiting_for = own.waiting_for AND ahead.waiting_number <= own.waiting_number)
        FROM seats own WHERE session_id = $1 AND member_id = (SELECT id FROM owner)
        UNION ALL (SELECT {Columns}, 1 FROM seats
            WHERE session_id = $1 AND member_id <> (SELECT id FROM owner) AND waiting_for = 'OnSite' ORDER BY waiting_number LIMIT 1)
        UNION ALL (SELECT {Columns}, 1 FROM seats
            WHERE session_id = $1 AND member_id <> (SELECT id FROM owner) AND waiting_for = 'Online' ORDER BY waiting_number LIMIT 1)
        """;

    /// <summary>
    /// Takes the lock in the current transaction; what is returned is tracked by <paramref name="db"/>.
    /// </summary>
    public static async Task<SeatingLock> TakeAsync(
        RegistrationDbContext db,
        Guid sessionId,
        PersonalLink link,
        CancellationToken cancellation
    )
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection())
        {
            Transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction(),
            BatchCommands =
            {
                new(LockSession) { Parameters = { new() { Value = sessionId } } },
                new(FindMember)
                {
                    Parameters =
                    {
                        new() { Value = link.MemberId },
                        new() { Value = link.Partner },
                    },
                },
                new(FindSeats)
                {
                    Parameters =
                    {
                        new() { Value = sessionId },
                        new() { Value = link.MemberId },
                    },
                },
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(cancellation);
        var session = await rows.ReadAsync(cancellation) ? SessionOf(rows, sessionId) : null;
        await rows.NextResultAsync(cancellation);
        var acting = await rows.ReadAsync(cancellation) ? ActingOf(rows, link) : null;
        var owner =
            acting is null || rows.IsDBNull(6)
                ? new SeatOwner(link.MemberId, link.Partner)
                : new SeatOwner(rows.GetGuid(6), rows.GetString(7));
        await rows.NextResultAsync(cancellation);
        var seats = new List<Seat>(3);
        while (await rows.ReadAsync(cancellation))
        {
            seats.Add(SeatOf(rows, sessionId));
        }

        if (session is not null)
        {
            db.Attach(session);
        }

        db.AttachRange(seats);
        return new SeatingLock(session, acting, owner, seats.Find(seat => seat.MemberId == owner.MemberId), seats);
    }

    private static Session SessionOf(NpgsqlDataReader row, Guid id)
    {
        var session = new Session
        {
            Id = id,
            Version = row.GetInt64(0),
            Cancelled = row.GetBoolean(1),
            Start = Optional<DateTimeOffset?>(row, 2),
            LengthMinutes = row.GetInt32(3),
            OnlineLink = Optional<string?>(row, 4),
            OnlineLinkVersion = row.GetInt64(5),
            FirstNumber = row.GetInt64(6),
            LastNumber = row.GetInt64(7),
        };
        (session.OnSite.Capacity, session.OnSite.Taken, session.OnSite.Waiting) = (
            Optional<int?>(row, 8),
            row.GetInt32(9),
            row.GetInt32(10)
        );
        (session.Online.Capacity, session.Online.Taken, session.Online.Waiting) = (
            Optional<int?>(row, 11),
            row.GetInt32(12),
            row.GetInt32(13)
        );
        return session;
    }

    private static ActingMember ActingOf(NpgsqlDataReader row, PersonalLink link) =>
        new(
            new Member
            {
                Id = link.MemberId,
                Partner = link.Partner,
                Version = row.GetInt64(0),
                DisplayName = row.GetString(1),
                Departed = row.GetBoolean(2),
                MandateFrom = Optional<DateOnly?>(row, 4),
                MandateUntil = Optional<DateOnly?>(row, 5),
            },
            row.GetString(3)
        );

    private static Seat SeatOf(NpgsqlDataReader row, Guid sessionId) =>
        new()
        {
            SessionId = sessionId,
            MemberId = row.GetGuid(0),
            Partner = row.GetString(1),
            Version = row.GetInt64(2),
            Form = FormOf(row, 3),
            BookingNumber = row.GetInt64(4),
            WaitingFor = FormOf(row, 5),
            WaitingNumber = row.GetInt64(6),
            Declined = row.GetBoolean(7),
            Cause = Enum.Parse<SeatCause>(row.GetString(8)),
            HadSeat = row.GetBoolean(9),
            Question = Optional<string?>(row, 10),
            AccessibilityNeeds = Optional<string?>(row, 11),
            Position = row.GetInt32(12),
        };

    private static SeatForm? FormOf(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : Enum.Parse<SeatForm>(row.GetString(column));

    private static T? Optional<T>(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? default : row.GetFieldValue<T>(column);
}
