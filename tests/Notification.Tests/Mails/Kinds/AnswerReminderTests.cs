using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class AnswerReminderTests
{
    [Fact]
    public void Asks_once_more_for_an_answer() => Sample.Mail(AnswerReminder.Kind).ShouldBeGolden("AnswerReminder");
}
