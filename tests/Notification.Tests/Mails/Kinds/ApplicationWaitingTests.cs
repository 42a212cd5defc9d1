using Stadtgespraeche.Notification.Applications;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class ApplicationWaitingTests
{
    [Fact]
    public void Leads_the_organisers_to_it() =>
        Sample
            .Mail(ApplicationWaiting.Kind, new Applicant { For = "Musterstadt" })
            .ShouldBeGolden("ApplicationWaiting");

    [Fact]
    public void Names_nobody_whom_the_database_does_not_know() =>
        Sample.Mail(ApplicationWaiting.Kind, new Applicant()).ShouldBeGolden("ApplicationWaiting.Unnamed");
}
