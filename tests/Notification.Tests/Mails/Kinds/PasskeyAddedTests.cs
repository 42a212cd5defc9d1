using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class PasskeyAddedTests
{
    [Fact]
    public void Says_when_and_what_to_do_otherwise() =>
        Sample.Mail(PasskeyAdded.Kind, own: null).ShouldBeGolden("PasskeyAdded");
}
