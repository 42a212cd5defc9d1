using Stadtgespraeche.Notification.Corrections;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class CorrectionRequestTests
{
    [Fact]
    public void Goes_to_the_citys_people_and_is_answered_to_the_member() =>
        Sample
            .Mail(
                CorrectionRequest.Kind,
                new Correction
                {
                    SealedText = Sample.Seal(new { wrong = "Ich heiße nicht Falsch.", right = "Richtig" }),
                }
            )
            .ShouldBeGolden("CorrectionRequest");
}
