using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class InvitationTests
{
    [Fact]
    public void Names_the_session_and_its_answers() => Sample.Mail(Invitation.Kind).ShouldBeGolden("Invitation");
}
