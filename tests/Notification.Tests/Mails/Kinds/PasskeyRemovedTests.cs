using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class PasskeyRemovedTests
{
    [Fact]
    public void Says_when_and_what_to_do_otherwise() =>
        Sample.Mail(PasskeyRemoved.Kind, own: null).ShouldBeGolden("PasskeyRemoved");
}
