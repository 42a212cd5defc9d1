using Stadtgespraeche.Notification.Mails;

namespace Stadtgespraeche.Notification.Tests.Mails;

/// <summary>What an answer of a mail server is about: the recipient, this mail, or perhaps everybody.</summary>
public sealed class SmtpReplyTests
{
    [Theory]
    [InlineData(550, "5.1.1 no such user", OutcomeKind.Refused)]
    [InlineData(550, "no such user", OutcomeKind.Refused)]
    [InlineData(553, "", OutcomeKind.Refused)]
    [InlineData(550, "5.2.1 mailbox disabled", OutcomeKind.Refused)]
    [InlineData(552, "5.3.4 message too big", OutcomeKind.Refused)]
    [InlineData(554, "5.6.0 such content is not taken", OutcomeKind.Refused)]
    [InlineData(450, "4.2.1 not now", OutcomeKind.Deferred)]
    [InlineData(451, "4.7.1 greylisted", OutcomeKind.Deferred)]
    [InlineData(451, "try again", OutcomeKind.Deferred)]
    [InlineData(552, "5.2.2 mailbox full", OutcomeKind.Deferred)]
    [InlineData(552, "mailbox full", OutcomeKind.Deferred)]
    [InlineData(550, "4.7.0 the temporary in the clothes of the lasting", OutcomeKind.Deferred)]
    [InlineData(450, "5.1.1 the lasting in the clothes of the temporary", OutcomeKind.Deferred)]
    [InlineData(550, "5.4.4 no way there", OutcomeKind.Deferred)]
    [InlineData(421, "4.7.0 too many", OutcomeKind.Doubtful)]
    [InlineData(421, "", OutcomeKind.Doubtful)]
    [InlineData(550, "5.7.1 policy", OutcomeKind.Doubtful)]
    [InlineData(554, "5.7.1 relay access denied", OutcomeKind.Doubtful)]
    [InlineData(554, "no", OutcomeKind.Doubtful)]
    [InlineData(452, "4.3.1 disk full", OutcomeKind.Doubtful)]
    [InlineData(553, "5.1.8 sender's domain unknown", OutcomeKind.Doubtful)]
    [InlineData(503, "5.5.1 wrong order", OutcomeKind.Doubtful)]
    [InlineData(530, "5.7.0 authentication required", OutcomeKind.ServerAway)]
    [InlineData(535, "", OutcomeKind.ServerAway)]
    public void An_answer_is_about_what_its_codes_say(int code, string text, OutcomeKind meant) =>
        SmtpReply.Judge(code, text).Kind.ShouldBe(meant);

    [Theory]
    [InlineData(550, "no mail from you", OutcomeKind.Doubtful)]
    [InlineData(450, "", OutcomeKind.Doubtful)]
    [InlineData(552, "5.3.4 too big", OutcomeKind.Refused)]
    public void What_is_refused_before_any_recipient_is_named_is_not_about_one(
        int code,
        string text,
        OutcomeKind meant
    ) => SmtpReply.Judge(code, text, toSender: true).Kind.ShouldBe(meant);

    [Fact]
    public void The_reason_repeats_nothing_of_the_text() =>
        SmtpReply.Judge(550, "5.1.1 <jemand@rat.example> unknown").Reason.ShouldBe("server-refused 550");
}
