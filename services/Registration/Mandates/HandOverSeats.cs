using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Seats;
using Stadtgespraeche.Registration.Sessions;

namespace Stadtgespraeche.Registration.Mandates;

/// <summary>
/// Moves what one mandate of a person has at a session to another of the same person: seat, place on the waiting list,
/// question, or a no. When both have something, the other keeps what it has, and the first is released. Nobody moves up
/// for a seat that is handed over.
/// </summary>
internal static class HandOverSeats
{
    /// <summary>Under the lock of the session's row.</summary>
    public static async Task HandleAsync(
        RegistrationDbContext db,
        Session session,
        Guid from,
        Guid? to,
        string toPartner,
        SeatCause cause,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var seats = await db
            .Seats.Where(seat =>
                seat.SessionId == session.Id
                && (seat.MemberId == from || seat.MemberId == to || seat.WaitingFor != null)
            )
            .ToListAsync(cancellationToken);
        if (
            seats.SingleOrDefault(seat => seat.MemberId == from) is not { } own
            || own is { IsReleased: true, Declined: false }
        )
        {
            return;
        }

        var seating = new SeatingRules(session, seats);
        var theirs = seats.SingleOrDefault(seat => seat.MemberId == to);
        if (to is { } heir && (theirs is null || (theirs.IsReleased && !(own.IsReleased && theirs.Declined))))
        {
            theirs ??= db
                .Seats.Add(
                    new Seat
                    {
                        SessionId = session.Id,
                        MemberId = heir,
                        Partner = toPartner,
                    }
                )
                .Entity;
            if (own.IsReleased)
            {
                seating.Decline(theirs);
            }
            else
            {
                await HandOverAsync(db, seating, own, theirs, cause, cancellationToken);
            }
        }
        else if (!own.IsReleased)
        {
            seating.Release(own, cause);
        }

        db.TellPartners(session, seating, now);
        // A third mandate will look at this state next.
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task HandOverAsync(
        RegistrationDbContext db,
        SeatingRules seating,
        Seat from,
        Seat to,
        SeatCause cause,
        CancellationToken cancellationToken
    )
    {
        // No two may share a place on a waiting list, not even between two statements of one save.
        if (from.WaitingFor is not null)
        {
            await db
                .Seats.Where(seat => seat.SessionId == from.SessionId && seat.MemberId == from.MemberId)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(seat => seat.WaitingFor, (SeatForm?)null),
                    cancellationToken
                );
        }

        seating.HandOver(from, to, cause);
    }
}
