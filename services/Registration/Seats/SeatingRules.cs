using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Sessions;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>
/// The rules of who sits where at one session, used by members' answers and by what happens to the session alike.
/// Nobody gets a seat beyond the capacity, each waiting list keeps its order, and a seat that becomes free goes to the
/// first of its waiting list at once. Needs the session's locked row and, of its seats, the one that the caller changes
/// and the first of each waiting list, because one answer moves up at most one of each; a change of the whole session
/// needs all seats.
/// </summary>
public sealed partial class SeatingRules(Session session, IEnumerable<Seat> seats)
{
    private readonly List<Seat> seats = [.. seats];
    private readonly Dictionary<Seat, Touched> touched = [];

    /// <summary>
    /// The member wants this form: a seat if one is free, else the end of its waiting list. With <paramref
    /// name="keepOnlineSeat"/> whoever waits for a place on site keeps an online seat meanwhile, or gets one that nobody
    /// waits for; any other seat is given up. Asking again keeps the place.
    /// </summary>
    public void Book(Seat seat, SeatForm form, bool keepOnlineSeat)
    {
        if (session.Of(form).Capacity is null)
        {
            throw new ArgumentException($"The session does not offer {form}.", nameof(form));
        }

        Touch(seat, SeatCause.Booked);
        Forget(seat);
        seat.Declined = false;
        if (seat.Form == form)
        {
            StopWaiting(seat);
        }
        else
        {
            if (seat.WaitingFor != form)
            {
                StopWaiting(seat);
                Wait(seat, form, ++session.LastNumber);
            }

            if (!(keepOnlineSeat && seat.Form == SeatForm.Online))
            {
                GiveUp(seat);
            }
        }

        MoveUp();
        if (
            keepOnlineSeat
            && seat is { Form: null, WaitingFor: SeatForm.OnSite }
            && session.Online is { Free: > 0, Waiting: 0 }
        )
        {
            Sit(seat, SeatForm.Online);
        }
    }

    /// <summary>The member does not come; frees what there was.</summary>
    public void Decline(Seat seat)
    {
        Release(seat, seat.IsReleased ? SeatCause.Declined : SeatCause.Cancelled);
        seat.Declined = true;
    }

    public void Release(Seat seat, SeatCause cause)
    {
        Empty(seat, cause);
        MoveUp();
    }

    /// <summary>
    /// What one mandate of a person has goes to another of the same person, which has nothing: as it is, with its place
    /// in the queue.
    /// </summary>
    public void HandOver(Seat from, Seat to, SeatCause cause)
    {
        Touch(from, cause);
        Touch(to, SeatCause.Booked);
        if (!seats.Contains(to))
        {
            seats.Add(to);
        }

        (to.Form, to.BookingNumber, to.Declined) = (from.Form, from.BookingNumber, false);
        (to.WaitingFor, to.WaitingNumber, to.Position) = (from.WaitingFor, from.WaitingNumber, from.Position);
        (to.WasForm, to.WasWaitingFor, to.WasWaitingNumber) = (from.WasForm, from.WasWaitingFor, from.WasWaitingNumber);
        Forget(from);
        (to.Question, to.AccessibilityNeeds) = (from.Question, from.AccessibilityNeeds);
        (from.Form, from.WaitingFor, from.Question, from.AccessibilityNeeds) = (null, null, null, null);
    }

    public void CallOff()
    {
        foreach (var seat in seats.Where(seat => !seat.IsReleased))
        {
            Empty(seat, SeatCause.SessionCancelled);
        }
    }

    /// <summary>Marks those with an online seat as changed, for they have to hear the link.</summary>
    public void AnnounceOnlineLink()
    {
        foreach (var seat in seats.Where(seat => seat.Form == SeatForm.Online))
        {
            touched[seat] = new Touched(Standing.Of(seat), SeatCause.OnlineLinkChanged, Tell: true);
        }
    }

    /// <summary>Raises the version of every seat that is not as it was, and returns these.</summary>
    public IReadOnlyList<Seat> Finish()
    {
        var changed = touched.Where(pair => pair.Value.Tell || pair.Value.Before != Standing.Of(pair.Key)).ToList();
        foreach (var (seat, change) in changed)
        {
            seat.Version++;
            seat.Cause = change.Cause;
            seat.HadSeat = change.Before.Form is not null;
        }

        touched.Clear();
        return [.. changed.Select(pair => pair.Key)];
    }

    /// <summary>Counts from 1; null: does not wait.</summary>
    public int? PositionOf(Seat seat)
    {
        if (seat.WaitingFor is not { } form)
        {
            return null;
        }

        var list = seats.Where(other => other.WaitingFor == form).ToList();
        return list.Count == session.Of(form).Waiting
            ? list.Count(other => other.WaitingNumber <= seat.WaitingNumber)
            : seat.Position;
    }

    // On site first: a member who moves up there may leave an online seat to the next.
    private void MoveUp()
    {
        foreach (var form in (SeatForm[])[SeatForm.OnSite, SeatForm.Online])
        {
            while (session.Of(form) is { Free: > 0, Waiting: > 0 })
            {
                var next =
                    seats.Where(seat => seat.WaitingFor == form).MinBy(seat => seat.WaitingNumber)
                    ?? throw new InvalidOperationException("Somebody waits whose seat was not loaded.");
                Touch(next, SeatCause.Promoted);
                StopWaiting(next);
                GiveUp(next);
                Sit(next, form);
                foreach (var behind in seats.Where(seat => seat.WaitingFor == form))
                {
                    behind.Position--;
                }
            }
        }
    }

    private void Empty(Seat seat, SeatCause cause)
    {
        Touch(seat, cause);
        StopWaiting(seat);
        GiveUp(seat);
        Forget(seat);
        seat.Question = seat.AccessibilityNeeds = null;
    }

    private void Wait(Seat seat, SeatForm form, long number)
    {
        if (!seats.Contains(seat))
        {
            seats.Add(seat);
        }

        (seat.WaitingFor, seat.WaitingNumber) = (form, number);
        seat.Position = ++session.Of(form).Waiting;
    }

    private void Sit(Seat seat, SeatForm form)
    {
        (seat.Form, seat.BookingNumber) = (form, ++session.LastNumber);
        session.Of(form).Taken++;
    }

    private void StopWaiting(Seat seat)
    {
        if (seat.WaitingFor is { } form)
        {
            session.Of(form).Waiting--;
        }

        seat.WaitingFor = null;
    }

    private void GiveUp(Seat seat)
    {
        if (seat.Form is { } form)
        {
            session.Of(form).Taken--;
        }

        seat.Form = null;
    }

    // The first cause stays: a member who books and gets a seat at once has booked, not moved up.
    private void Touch(Seat seat, SeatCause cause) =>
        touched.TryAdd(seat, new Touched(Standing.Of(seat), cause, Tell: false));

    private sealed record Touched(Standing Before, SeatCause Cause, bool Tell);

    private sealed record Standing(SeatForm? Form, SeatForm? WaitingFor, bool Declined)
    {
        public static Standing Of(Seat seat) => new(seat.Form, seat.WaitingFor, seat.Declined);
    }
}
