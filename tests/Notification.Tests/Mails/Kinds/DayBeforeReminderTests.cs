using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class DayBeforeReminderTests
{
    [Fact]
    public void Says_once_more_where_and_when() =>
        Sample.Mail(DayBeforeReminder.Kind, Sample.Seat(SeatForm.Online)).ShouldBeGolden("DayBeforeReminder");
}
