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
/// Everything a booking needs, in one round trip, because the session's row stays locked until the commit: the session,
/// the acting member, the member's seat, and the first of each waiting list, who may move up. By hand, because EF Core
/// would take four. A person with several linked mandates has one seat, that of the invited mandate, whichever of them
/// acts.
/// </summary>
internal sealed record SeatingOfSession(
    Session? Session,
    ActingMember? Acting,
    SeatOwner Owner,
    Seat? Own,
    IReadOnlyList<Seat> Seats
)
{
    private const string Columns = """
        member_id, partner, version, form, booking_number, waiting_for, waiting_number, declined, cause, had_seat,
        question, accessibility_needs, was_form, was_waiting_for, was_waiting_number
        """;

    private const string FindSession = """
        select version, cancelled, start, length_minutes, online_link, online_link_version, first_number, last_number,
            on_site_capacity, on_site_taken, on_site_waiting, online_capacity, online_taken, online_waiting
        from sessions where id = $1
        """;

    private const string LockSession = $"{FindSession} for update";

    private const string FindMember = """
        select member.version, member.display_name, member.departed, partner.name, member.mandate_from,
            member.mandate_until, owner.id, owner.partner
        from members member join partners partner on partner.key = member.partner
        left join lateral (
            select lasting.id, lasting.partner from linked_mandates mine join linked_mandates link on link.person_id = mine.person_id
            join members lasting on lasting.id = link.member_id and not lasting.departed
            where mine.member_id = member.id order by link.position limit 1) owner on true
        where member.id = $1 and member.partner = $2
        """;

    private const string FindOwner = """
        coalesce((select lasting.id from linked_mandates mine join linked_mandates link on link.person_id = mine.person_id
            join members lasting on lasting.id = link.member_id and not lasting.departed
            where mine.member_id = $2 order by link.position limit 1), $2)
        """;

    private const string FindSeats = $"""
        with owner as materialized (select {FindOwner} as id)
        select {Columns}, (select count(*)::int from seats ahead where ahead.session_id = own.session_id
            and ahead.waiting_for = own.waiting_for and ahead.waiting_number <= own.waiting_number)
        from seats own where session_id = $1 and member_id = (select id from owner)
        union all (select {Columns}, 1 from seats
            where session_id = $1 and member_id <> (select id from owner) and waiting_for = 'OnSite' order by waiting_number limit 1)
        union all (select {Columns}, 1 from seats
            where session_id = $1 and member_id <> (select id from owner) and waiting_for = 'Online' order by waiting_number limit 1)
        """;

    /// <summary>
    /// Takes the lock in the current transaction; what is returned is tracked by <paramref name="db"/>.
    /// </summary>
    public static async Task<SeatingOfSession> TakeAsync(
        RegistrationDbContext db,
        Guid sessionId,
        PersonalLink link,
        CancellationToken cancellationToken
    )
    {
        var taken = await ReadAsync(db, LockSession, sessionId, link, cancellationToken);
        if (taken.Session is not null)
        {
            db.Attach(taken.Session);
        }

        db.AttachRange(taken.Seats);
        return taken;
    }

    /// <summary>The same without the lock, to be shown only; nothing of it is tracked.</summary>
    public static async Task<SeatingOfSession> LookAsync(
        RegistrationDbContext db,
        Guid sessionId,
        PersonalLink link,
        CancellationToken cancellationToken
    )
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await ReadAsync(db, FindSession, sessionId, link, cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<SeatingOfSession> ReadAsync(
        RegistrationDbContext db,
        string session,
        Guid sessionId,
        PersonalLink link,
        CancellationToken cancellationToken
    )
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection())
        {
            Transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction(),
            BatchCommands =
            {
                new(session) { Parameters = { new() { Value = sessionId } } },
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
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        var found = await rows.ReadAsync(cancellationToken) ? SessionOf(rows, sessionId) : null;
        await rows.NextResultAsync(cancellationToken);
        var acting = await rows.ReadAsync(cancellationToken) ? ActingOf(rows, link) : null;
        var owner =
            acting is null || rows.IsDBNull(6)
                ? new SeatOwner(link.MemberId, link.Partner)
                : new SeatOwner(rows.GetGuid(6), rows.GetString(7));
        await rows.NextResultAsync(cancellationToken);
        var seats = new List<Seat>(3);
        while (await rows.ReadAsync(cancellationToken))
        {
            seats.Add(SeatOf(rows, sessionId));
        }

        return new SeatingOfSession(found, acting, owner, seats.Find(seat => seat.MemberId == owner.MemberId), seats);
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
            WasForm = FormOf(row, 12),
            WasWaitingFor = FormOf(row, 13),
            WasWaitingNumber = row.GetInt64(14),
            Position = row.GetInt32(15),
        };

    private static SeatForm? FormOf(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : Enum.Parse<SeatForm>(row.GetString(column));

    private static T? Optional<T>(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? default : row.GetFieldValue<T>(column);
}
