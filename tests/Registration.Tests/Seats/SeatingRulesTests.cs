using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Seats;
using Stadtgespraeche.Registration.Sessions;

namespace Stadtgespraeche.Registration.Tests.Seats;

public sealed class SeatingRulesTests
{
    private readonly Session session = new() { Id = Guid.NewGuid() };
    private readonly List<Seat> seats = [];

    [Fact]
    public void A_full_session_sends_the_member_to_the_waiting_list()
    {
        Offer(onSite: 1, online: null);
        Booked(SeatForm.OnSite).Form.ShouldBe(SeatForm.OnSite);

        var second = Booked(SeatForm.OnSite);

        second.State.ShouldBe(SeatState.Waiting);
        new SeatingRules(session, seats).PositionOf(second).ShouldBe(1);
    }

    [Fact]
    public void An_online_seat_is_kept_while_waiting_for_a_place_on_site()
    {
        Offer(onSite: 0, online: 1);
        var member = Booked(SeatForm.Online);

        Change(seating => seating.Book(member, SeatForm.OnSite, keepOnlineSeat: true));

        member.State.ShouldBe(SeatState.SeatAndWaiting);
        session.Online.Taken.ShouldBe(1);
    }

    [Fact]
    public void Moving_up_to_a_place_on_site_leaves_the_kept_online_seat_to_the_next()
    {
        Offer(onSite: 1, online: 1);
        var onSite = Booked(SeatForm.OnSite);
        var both = Booked(SeatForm.Online);
        Change(seating => seating.Book(both, SeatForm.OnSite, keepOnlineSeat: true));
        var waiting = Booked(SeatForm.Online);

        var changed = Change(seating => seating.Decline(onSite));

        both.Form.ShouldBe(SeatForm.OnSite);
        both.WaitingFor.ShouldBeNull();
        waiting.Form.ShouldBe(SeatForm.Online);
        changed
            .Select(seat => seat.Cause)
            .ShouldBe([SeatCause.Cancelled, SeatCause.Promoted, SeatCause.Promoted], ignoreOrder: true);
    }

    [Fact]
    public void Asking_again_keeps_the_place_in_the_queue()
    {
        Offer(onSite: 0, online: null);
        var first = Booked(SeatForm.OnSite);
        Booked(SeatForm.OnSite);

        Change(seating => seating.Book(first, SeatForm.OnSite, keepOnlineSeat: false)).ShouldBeEmpty();

        new SeatingRules(session, seats).PositionOf(first).ShouldBe(1);
    }

    [Fact]
    public void Dropping_a_form_puts_its_people_before_and_its_waiters_behind_those_who_wait_already()
    {
        Offer(onSite: 2, online: 1);
        var holders = new[] { Booked(SeatForm.OnSite), Booked(SeatForm.OnSite) };
        var waiter = Booked(SeatForm.OnSite);
        Booked(SeatForm.Online);
        var online = Booked(SeatForm.Online);

        Offer(onSite: null, online: 1);

        Queue(SeatForm.Online).ShouldBe([.. holders, online, waiter]);
        holders.ShouldAllBe(seat => seat.Cause == SeatCause.FormDropped && seat.HadSeat);
    }

    [Fact]
    public void Dropping_a_form_seats_its_people_in_the_other_form_as_far_as_there_is_room()
    {
        Offer(onSite: 3, online: 2);
        var holders = new[] { Booked(SeatForm.OnSite), Booked(SeatForm.OnSite), Booked(SeatForm.OnSite) };

        Offer(onSite: null, online: 2);

        holders.Select(seat => seat.Form).ShouldBe([SeatForm.Online, SeatForm.Online, null]);
        session.OnSite.Taken.ShouldBe(0);
    }

    [Fact]
    public void A_form_that_is_offered_again_gives_its_people_their_seats_back_in_their_order()
    {
        Offer(onSite: 1, online: 3);
        var people = new[] { Booked(SeatForm.Online), Booked(SeatForm.Online), Booked(SeatForm.Online) };

        Offer(onSite: 1, online: null);
        people.Select(seat => seat.Form).ShouldBe([SeatForm.OnSite, null, null]);
        Offer(onSite: 1, online: 3);

        people.ShouldAllBe(seat => seat.State == SeatState.Seat && seat.Form == SeatForm.Online);
        people.ShouldAllBe(seat => seat.Cause == SeatCause.FormRestored);
        (session.OnSite.Taken, session.OnSite.Waiting, session.Online.Taken).ShouldBe((0, 0, 3));
        people.Select(seat => seat.BookingNumber).ShouldBeInOrder();
    }

    [Fact]
    public void As_many_get_their_form_back_as_there_is_room_and_who_answered_anew_keeps_that_answer()
    {
        Offer(onSite: 1, online: 3);
        var (first, second, third) = (Booked(SeatForm.Online), Booked(SeatForm.Online), Booked(SeatForm.Online));
        Offer(onSite: 1, online: null);
        Change(seating => seating.Book(first, SeatForm.OnSite, keepOnlineSeat: false));
        Change(seating => seating.Decline(third));

        Offer(onSite: 1, online: 1);

        (first.Form, second.Form, third.State).ShouldBe((SeatForm.OnSite, SeatForm.Online, SeatState.Declined));
    }

    [Fact]
    public void Who_waited_beside_a_seat_has_both_again_at_the_old_place()
    {
        Offer(onSite: 0, online: 2);
        var ahead = Booked(SeatForm.OnSite);
        var both = Booked(SeatForm.Online);
        Change(seating => seating.Book(both, SeatForm.OnSite, keepOnlineSeat: true));

        Offer(onSite: 0, online: null);
        Queue(SeatForm.OnSite).ShouldBe([both, ahead]);
        Offer(onSite: 0, online: 2);

        both.State.ShouldBe(SeatState.SeatAndWaiting);
        Queue(SeatForm.OnSite).ShouldBe([ahead, both]);
    }

    [Fact]
    public void Giving_up_on_site_for_a_full_online_room_lets_the_next_move_up_on_site()
    {
        Offer(onSite: 1, online: 0);
        var first = Booked(SeatForm.OnSite);
        var second = Booked(SeatForm.OnSite);

        Change(seating => seating.Book(first, SeatForm.Online, keepOnlineSeat: true));

        first.State.ShouldBe(SeatState.Waiting);
        second.Form.ShouldBe(SeatForm.OnSite);
    }

    [Fact]
    public void Calling_off_releases_seats_and_waiting_places_and_leaves_those_who_declined()
    {
        Offer(onSite: 1, online: null);
        var seated = Booked(SeatForm.OnSite);
        var waiting = Booked(SeatForm.OnSite);
        var declined = Booked(SeatForm.OnSite);
        Change(seating => seating.Decline(declined));

        Change(seating => seating.CallOff()).ShouldBe([seated, waiting], ignoreOrder: true);

        (seated.HadSeat, waiting.HadSeat).ShouldBe((true, false));
        (session.OnSite.Taken, session.OnSite.Waiting).ShouldBe((0, 0));
    }

    [Fact]
    public void Declining_without_a_seat_is_no_cancelling_and_what_was_handed_in_goes_with_the_seat()
    {
        Offer(onSite: 1, online: null);
        var member = Booked(SeatForm.OnSite);
        (member.Question, member.AccessibilityNeeds) = ("Wie?", "Rampe");

        Change(seating => seating.Decline(member));
        (member.Cause, member.Question, member.AccessibilityNeeds).ShouldBe((SeatCause.Cancelled, null, null));
        Change(seating => seating.Decline(member)).ShouldBeEmpty();

        var never = new Seat
        {
            SessionId = session.Id,
            MemberId = Guid.NewGuid(),
            Partner = "bamberg",
        };
        Change(seating => seating.Decline(never)).ShouldBe([never]);
        never.Cause.ShouldBe(SeatCause.Declined);
    }

    private List<Seat> Queue(SeatForm form) =>
        [.. seats.Where(seat => seat.WaitingFor == form).OrderBy(seat => seat.WaitingNumber)];

    private void Offer(int? onSite, int? online) => Change(seating => seating.Offer(onSite, online));

    private Seat Booked(SeatForm form)
    {
        var seat = new Seat
        {
            SessionId = session.Id,
            MemberId = Guid.NewGuid(),
            Partner = "bamberg",
        };
        seats.Add(seat);
        Change(seating => seating.Book(seat, form, keepOnlineSeat: false));
        return seat;
    }

    private IReadOnlyList<Seat> Change(Action<SeatingRules> change)
    {
        var seating = new SeatingRules(session, seats);
        change(seating);
        return seating.Finish();
    }
}
