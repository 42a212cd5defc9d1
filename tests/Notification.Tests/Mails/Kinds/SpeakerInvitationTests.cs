using Stadtgespraeche.Notification.Impulses;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class SpeakerInvitationTests
{
    private static readonly ImpulseCall Call = new()
    {
        Title = "Wer zeigt seinen offenen Haushalt?",
        ClosesAt = new DateTimeOffset(2027, 3, 31, 22, 0, 0, TimeSpan.Zero),
    };

    [Fact]
    public void Says_for_what_call_and_until_when() => Mail(Call).ShouldBeGolden("SpeakerInvitation");

    [Fact]
    public void Says_as_much_as_is_known() => Mail(null).ShouldBeGolden("SpeakerInvitation.NoCall");

    private static MimeKit.MimeMessage Mail(ImpulseCall? call) =>
        Sample.Mail(SpeakerInvitation.Kind, new InvitationFacts(Sample.Speaker, call, InvitationWaits: false), null);
}
