using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class RecapPublishedTests
{
    [Fact]
    public void Leads_to_the_recap_and_to_a_contribution_of_ones_own() =>
        Sample.Mail(RecapPublished.Kind).ShouldBeGolden("RecapPublished");
}
