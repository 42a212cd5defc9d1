using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Sessions;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>Tells each partner what became of its own members' seats, and no partner of another's.</summary>
internal static class SeatMessages
{
    /// <summary>Ends the changes of <paramref name="seating"/>: one message for each changed seat.</summary>
    public static void TellPartners(
        this RegistrationDbContext db,
        Session session,
        SeatingRules seating,
        DateTimeOffset now
    )
    {
        foreach (var seat in seating.Finish())
        {
            seat.ChangedAt = now;
            db.SendToPartner(seat.Partner, MessageOf(session, seat, seating.PositionOf(seat)));
        }
    }

    /// <summary>The present state of a seat as its partner hears it.</summary>
    public static object MessageOf(
        Session session,
        Seat seat,
        int? position,
        long? delivered = null,
        Guid? resend = null
    ) =>
        seat.IsReleased
            ? new SeatReleased(
                seat.Partner,
                seat.MemberId,
                seat.SessionId,
                seat.Version,
                seat.HadSeat,
                Enum.Parse<SeatReleasedCause>($"{seat.Cause}"),
                delivered,
                resend
            )
            : new SeatBooked(
                seat.Partner,
                seat.MemberId,
                seat.SessionId,
                seat.Version,
                seat.Form,
                seat.WaitingFor,
                position,
                seat.Form == SeatForm.Online ? session.OnlineLink : null,
                seat.Cause == SeatCause.FormRestored
                    ? SeatBookedCause.Booked
                    : Enum.Parse<SeatBookedCause>($"{seat.Cause}"),
                delivered,
                resend,
                seat.Cause == SeatCause.FormRestored ? true : null
            );
}
