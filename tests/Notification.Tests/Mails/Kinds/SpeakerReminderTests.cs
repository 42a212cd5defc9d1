using Stadtgespraeche.Notification.Impulses;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class SpeakerReminderTests
{
    private static readonly ImpulseCall Call = new()
    {
        Title = "Wer zeigt seinen offenen Haushalt?",
        ClosesAt = new DateTimeOffset(2027, 3, 31, 22, 0, 0, TimeSpan.Zero),
    };

    [Fact]
    public void Says_for_what_call_and_until_when() => Mail(Call).ShouldBeGolden("SpeakerReminder");

    [Fact]
    public void Says_as_much_as_is_known() => Mail(null).ShouldBeGolden("SpeakerReminder.NoCall");

    private static MimeKit.MimeMessage Mail(ImpulseCall? call) =>
        Sample.Mail(SpeakerReminder.Kind, new InvitationFacts(Sample.Speaker, call, InvitationWaits: false), null);
}
