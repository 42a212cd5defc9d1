using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class SignInLinkTests
{
    [Fact]
    public void Carries_a_link_for_a_quarter_of_an_hour() =>
        Sample.Mail(SignInLink.Kind, own: null).ShouldBeGolden("SignInLink");
}
