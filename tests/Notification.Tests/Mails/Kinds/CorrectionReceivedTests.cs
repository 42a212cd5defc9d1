using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class CorrectionReceivedTests
{
    [Fact]
    public void Says_who_has_it() =>
        Sample.Mail(CorrectionReceived.Kind, own: null).ShouldBeGolden("CorrectionReceived");
}
