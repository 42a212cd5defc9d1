using System.Text.RegularExpressions;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// What an answer of the mail server means, by its code and, where it has one, its enhanced code (RFC 3463). Only what
/// is about the recipient or the mail ends it; the server's own trouble and its policy may be everybody's.
/// </summary>
internal static partial class SmtpReply
{
    public static Outcome Judge(int code, string? text, bool toSender = false)
    {
        var enhanced = Enhanced().Match(text ?? "");
        var (given, subject, detail) = enhanced.Success
            ? (enhanced.Groups[1].Value[0] - '0', Number(enhanced, 2), Number(enhanced, 3))
            : (code / 100, -1, -1);
        return Kind(code, Math.Min(given, code / 100), subject, detail, toSender) switch
        {
            OutcomeKind.Refused => new(OutcomeKind.Refused, $"server-refused {code}"),
            OutcomeKind.Deferred => new(OutcomeKind.Deferred, $"server-deferred {code}"),
            var other => new(other, $"server-unwilling {code}"),
        };
    }

    /// <summary><paramref name="lasting"/>: 5 for good; anything less is worth another try.</summary>
    private static OutcomeKind Kind(int code, int lasting, int subject, int detail, bool toSender) =>
        (code, subject, detail) switch
        {
            // No login, or one that is not taken: it has nothing to do with any mail.
            (530 or 534 or 535 or 538 or 454, _, _) => OutcomeKind.ServerAway,
            (421, _, _) => OutcomeKind.Doubtful,

            // Greylisting, which every new recipient meets.
            (_, 7, _) when lasting < 5 && code != 421 => OutcomeKind.Deferred,

            // Too long, for the mailbox or the server, or of a kind that it does not take.
            (_, 2, 3) or (_, 3, 4) or (_, 6, _) when lasting == 5 => OutcomeKind.Refused,

            // The sender's address, the server itself, the protocol, its policy.
            (_, 1, 7 or 8) or (_, 3 or 5 or 7, _) => OutcomeKind.Doubtful,
            _ when toSender && code != 552 => OutcomeKind.Doubtful,

            // A full mailbox and a way that cannot be found now: people empty the one and mend the other.
            (552, _, _) or (_, 2, 2) or (_, 4, _) => OutcomeKind.Deferred,
            (_, >= 0, _) => lasting == 5 ? OutcomeKind.Refused : OutcomeKind.Deferred,

            // Without an enhanced code: these are about a mailbox, the others may be about anything.
            (550 or 551 or 553 or 556, _, _) => OutcomeKind.Refused,
            (450 or 451, _, _) => OutcomeKind.Deferred,
            _ => OutcomeKind.Doubtful,
        };

    private static int Number(Match match, int group) =>
        int.Parse(match.Groups[group].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*([245])\.(\d{1,3})\.(\d{1,3})(?!\d)")]
    private static partial Regex Enhanced();
}
