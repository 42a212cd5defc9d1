using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.Members;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class MembershipConfirmedTests
{
    [Fact]
    public void Opens_the_first_sign_in() =>
        Sample.Mail(MembershipConfirmed.Kind, own: null).ShouldBeGolden("MembershipConfirmed");

    [Fact]
    public void Names_the_first_day_of_a_mandate_to_come() =>
        Sample.Mail(MembershipConfirmed.Kind, own: null, Coming()).ShouldBeGolden("MembershipConfirmed.Coming");

    private static Member Coming()
    {
        var member = Sample.Member();
        member.MandateFrom = new DateOnly(2026, 12, 24);
        return member;
    }
}
