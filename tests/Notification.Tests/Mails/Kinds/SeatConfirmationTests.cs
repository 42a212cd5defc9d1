using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class SeatConfirmationTests
{
    [Fact]
    public void A_seat_in_the_room_comes_with_a_calendar_entry() =>
        Sample.Mail(SeatConfirmation.Kind, Sample.Seat(SeatForm.OnSite)).ShouldBeGolden("SeatConfirmation.OnSite");

    [Fact]
    public void A_seat_online_comes_with_the_access() =>
        Sample.Mail(SeatConfirmation.Kind, Sample.Seat(SeatForm.Online)).ShouldBeGolden("SeatConfirmation.Online");

    [Fact]
    public void A_waiting_place_takes_an_earlier_entry_away() =>
        Sample
            .Mail(SeatConfirmation.Kind, Sample.Seat(null, SeatForm.OnSite), hadEntry: true)
            .ShouldBeGolden("SeatConfirmation.Waiting");

    [Fact]
    public void Who_waits_for_the_other_form_keeps_the_seat() =>
        Sample
            .Mail(SeatConfirmation.Kind, Sample.Seat(SeatForm.Online, SeatForm.OnSite))
            .ShouldBeGolden("SeatConfirmation.Both");

    [Fact]
    public void A_seat_that_became_free_is_told() =>
        Sample
            .Mail(SeatConfirmation.Kind, Sample.Seat(SeatForm.OnSite, null, SeatBookedCause.Promoted))
            .ShouldBeGolden("SeatConfirmation.Promoted");

    [Fact]
    public void A_form_that_is_offered_no_more_moves_the_seat() =>
        Sample
            .Mail(SeatConfirmation.Kind, Sample.Seat(SeatForm.Online, null, SeatBookedCause.FormDropped))
            .ShouldBeGolden("SeatConfirmation.FormDropped");

    [Fact]
    public void A_form_that_is_offered_again_gives_the_seat_back()
    {
        var seat = Sample.Seat(SeatForm.Online);
        seat.Restored = true;
        Sample.Mail(SeatConfirmation.Kind, seat, hadEntry: true).ShouldBeGolden("SeatConfirmation.Restored");
    }

    [Fact]
    public void A_new_access_is_told() =>
        Sample
            .Mail(SeatConfirmation.Kind, Sample.Seat(SeatForm.Online, null, SeatBookedCause.OnlineLinkChanged))
            .ShouldBeGolden("SeatConfirmation.OnlineLink");

    [Fact]
    public void A_changed_session_is_told() =>
        Sample
            .Mail(SeatConfirmation.Kind, Sample.Seat(SeatForm.OnSite), toldBefore: true, told: Sample.Before())
            .ShouldBeGolden("SeatConfirmation.Changed");

    [Fact]
    public void A_release_takes_the_entry_away() =>
        Sample
            .Mail(SeatConfirmation.Kind, Sample.Released(), hadEntry: true)
            .ShouldBeGolden("SeatConfirmation.Released");
}
