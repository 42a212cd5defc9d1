using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class ReminderTests
{
    [Fact]
    public void Asks_once_more_for_an_answer() => Sample.Mail(Reminder.Kind).ShouldBeGolden("Reminder");
}
