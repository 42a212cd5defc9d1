using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class CorrectionUndeliveredTests
{
    [Fact]
    public void Says_that_nobody_has_it() =>
        Sample.Mail(CorrectionUndelivered.Kind, own: null).ShouldBeGolden("CorrectionUndelivered");
}
