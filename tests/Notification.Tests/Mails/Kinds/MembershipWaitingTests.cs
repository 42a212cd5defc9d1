using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class MembershipWaitingTests
{
    [Fact]
    public void One_waits() => Sample.Mail(MembershipWaiting.Kind, 1).ShouldBeGolden("MembershipWaiting.One");

    [Fact]
    public void Several_wait() => Sample.Mail(MembershipWaiting.Kind, 3).ShouldBeGolden("MembershipWaiting.Several");
}
