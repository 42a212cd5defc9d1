using System.Globalization;
using System.Text.RegularExpressions;
using MimeKit;

namespace Stadtgespraeche.Benchmarks.Chaos;

/// <summary>A mail that arrived, and the entry for the calendar in it, if it has one.</summary>
internal sealed record Letter(string To, string MessageId, string? Uid, long Sequence, string? Method);

/// <summary>The inboxes of all members.</summary>
internal static partial class Letters
{
    public static IReadOnlyList<Letter> Read(Platform platform) =>
        [.. platform.Inboxes.Values.SelectMany(inbox => inbox.Files).Select(Read).OfType<Letter>()];

    private static Letter? Read(string file)
    {
        // The sink writes what it was told before the mail itself, as headers.
        var mail = MimeMessage.Load(file);
        if (mail.MessageId is null || mail.To.Mailboxes.FirstOrDefault() is not { } to)
        {
            return null; // broken off by a kill in the middle
        }

        var calendar = mail
            .BodyParts.OfType<TextPart>()
            .FirstOrDefault(part => part.ContentType.IsMimeType("text", "calendar"))
            ?.Text.Replace("\r\n ", "", StringComparison.Ordinal);
        return new Letter(
            to.Address,
            mail.MessageId,
            calendar is null ? null : Value(calendar, "UID"),
            calendar is null ? 0 : long.Parse(Value(calendar, "SEQUENCE") ?? "0", CultureInfo.InvariantCulture),
            calendar is null ? null : Value(calendar, "METHOD")
        );
    }

    private static string? Value(string calendar, string name) =>
        Line.Matches(calendar).FirstOrDefault(line => line.Groups[1].Value == name)?.Groups[2].Value;

    [GeneratedRegex(@"^([A-Z]+)[^:\r\n]*:([^\r\n]*)", RegexOptions.Multiline)]
    private static partial Regex Line { get; }
}
