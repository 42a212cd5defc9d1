using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.MembershipRequests;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class MembershipRefusedTests
{
    [Fact]
    public void Says_why() =>
        Sample
            .Mail(
                MembershipRefused.Kind,
                new MembershipRequest
                {
                    FirstName = "Testina",
                    LastName = "Fremd",
                    Email = "fremd@rat.example",
                    Reason = "Sie sind nicht im Rat.",
                }
            )
            .ShouldBeGolden("MembershipRefused");
}
