using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class SessionMovedTests
{
    [Fact]
    public void Says_what_was_and_what_is_and_asks_again() =>
        Sample.Mail(SessionMoved.Kind, told: Sample.Before()).ShouldBeGolden("SessionMoved");
}
