using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class ErasureStatementTests
{
    [Fact]
    public void Says_what_was_erased_on_request() =>
        Sample.Mail(ErasureStatement.Kind, Done(ErasureCause.Requested)).ShouldBeGolden("ErasureStatement.Requested");

    [Fact]
    public void Says_what_was_erased_after_the_mandate() =>
        Sample
            .Mail(ErasureStatement.Kind, Done(ErasureCause.MandateEnded))
            .ShouldBeGolden("ErasureStatement.MandateEnded");

    private static CityErasure Done(ErasureCause cause) =>
        new()
        {
            Cause = cause,
            Done =
            [
                new("registration", new Dictionary<string, int> { ["seats"] = 3, ["attendances"] = 1 }),
                new("scheduling", new Dictionary<string, int> { ["topics"] = 0 }),
                new("knowledge", new Dictionary<string, int> { ["contributions"] = 1 }),
            ],
        };
}
