using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>What a change of the whole session does to its seats: capacities, and forms that are dropped or return.</summary>
public sealed partial class SeatingRules
{
    /// <summary>
    /// New capacities, null for a form that is not offered (any more). More room moves up as many as fit; less takes
    /// nobody's seat. Members with a seat of a dropped form go to the head of the other form's waiting list in booking
    /// order, those who waited for it go to the end, and then as many as fit move up. When the form is offered again,
    /// whoever has not answered anew has again what there was before, as far as there is room.
    /// </summary>
    public void Offer(int? onSite, int? online)
    {
        session.OnSite.Capacity = onSite;
        session.Online.Capacity = online;
        Restore();
        if (onSite is null)
        {
            Drop(SeatForm.OnSite, SeatForm.Online);
        }

        if (online is null)
        {
            Drop(SeatForm.Online, SeatForm.OnSite);
        }

        MoveUp();
    }

    private void Drop(SeatForm form, SeatForm other)
    {
        var holders = seats.Where(seat => seat.Form == form).OrderBy(seat => seat.BookingNumber).ToList();
        var waiters = seats.Where(seat => seat.WaitingFor == form).OrderBy(seat => seat.WaitingNumber).ToList();
        session.FirstNumber -= holders.Count;
        for (var i = 0; i < holders.Count; i++)
        {
            Touch(holders[i], SeatCause.FormDropped);
            Remember(holders[i]);
            GiveUp(holders[i]);
            StopWaiting(holders[i]);
            Wait(holders[i], other, session.FirstNumber + i);
        }

        foreach (var seat in waiters)
        {
            Touch(seat, SeatCause.FormDropped);
            Remember(seat);
            StopWaiting(seat);
            if (seat.Form is null)
            {
                Wait(seat, other, ++session.LastNumber);
            }
        }
    }

    // Who has a seat by now comes first, because these had the first numbers before the form was dropped.
    private void Restore()
    {
        var moved = seats
            .Where(seat => (seat.WasForm, seat.WasWaitingFor) is not (null, null))
            .OrderBy(seat => seat.Form is null)
            .ThenBy(seat => seat.BookingNumber)
            .ToList();
        foreach (var seat in moved)
        {
            // Who had no seat keeps one that was got meanwhile.
            var form = seat.WasForm ?? seat.Form;
            var list = seat.WasWaitingFor is { } before && IsOffered(before) ? seat.WasWaitingFor : null;
            if (!IsOffered(form ?? list) || (form is { } wanted && seat.Form != wanted && session.Of(wanted).Free == 0))
            {
                continue;
            }

            if (seat.Form is null || (seat.Form != list && !(form == SeatForm.OnSite && list is not null)))
            {
                Restore(seat, form, list);
            }

            Forget(seat);
        }
    }

    private void Restore(Seat seat, SeatForm? form, SeatForm? list)
    {
        Touch(seat, SeatCause.FormRestored);
        StopWaiting(seat);
        if (form is { } again && seat.Form != again)
        {
            GiveUp(seat);
            (seat.Form, seat.BookingNumber) = (again, ++session.LastNumber);
            session.Of(again).Taken++;
        }

        if (list is { } waits)
        {
            Wait(seat, waits, seat.WasWaitingNumber);
        }
    }

    private bool IsOffered(SeatForm? form) => form is { } named && session.Of(named).Capacity is not null;

    // The first drop counts: of two in a row the second moves only what the first has moved already.
    private static void Remember(Seat seat)
    {
        if ((seat.WasForm, seat.WasWaitingFor) is (null, null))
        {
            (seat.WasForm, seat.WasWaitingFor, seat.WasWaitingNumber) = (
                seat.Form,
                seat.WaitingFor,
                seat.WaitingNumber
            );
        }
    }

    private static void Forget(Seat seat) =>
        (seat.WasForm, seat.WasWaitingFor, seat.WasWaitingNumber) = (null, null, 0);
}
