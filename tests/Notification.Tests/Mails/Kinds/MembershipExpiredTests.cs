using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.MembershipRequests;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class MembershipExpiredTests
{
    [Fact]
    public void Says_that_nobody_answered() =>
        Sample
            .Mail(
                MembershipExpired.Kind,
                new MembershipRequest
                {
                    FirstName = "Testina",
                    LastName = "Fremd",
                    Email = "fremd@rat.example",
                }
            )
            .ShouldBeGolden("MembershipExpired");
}
