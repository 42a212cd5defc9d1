using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class SessionCalledOffTests
{
    [Fact]
    public void Takes_the_entry_away() =>
        Sample
            .Mail(SessionCalledOff.Kind, Sample.Seat(SeatForm.OnSite), hadEntry: true, calledOff: true)
            .ShouldBeGolden("SessionCalledOff");

    [Fact]
    public void Asks_nothing_of_who_had_not_answered() =>
        Sample.Mail(SessionCalledOff.Kind, calledOff: true).ShouldBeGolden("SessionCalledOff.Invited");
}
