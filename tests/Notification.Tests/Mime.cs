using System.Text;
using MimeKit;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests;

/// <summary>Looks into mails as a mail program does.</summary>
internal static class Mime
{
    public static IEnumerable<TextPart> CalendarParts(this MimeMessage mail) =>
        mail.BodyParts.OfType<TextPart>().Where(part => part.ContentType.IsMimeType("text", "calendar"));

    /// <summary>
    /// The one calendar of a mail, as ical.js reads it; fails when the attached file differs or names a method, or when
    /// the parameter of the part is not the METHOD.
    /// </summary>
    public static async Task<ReadCalendar> CalendarAsync(this MimeMessage mail)
    {
        var parts = mail.CalendarParts().ToList();
        var inline = parts.ShouldHaveSingleItem();
        var file = mail.Attachments.OfType<MimePart>().ShouldHaveSingleItem();
        file.ContentType.ShouldSatisfyAllConditions(
            type => type.MimeType.ShouldBe("application/ics"),
            type => type.Parameters["method"].ShouldBeNull(),
            type => file.FileName.ShouldBe("invite.ics")
        );
        file.Bytes().ShouldBe(inline.Bytes());
        var read = (await CalendarReader.ReadAsync([inline.Bytes()])).Single();
        inline.ContentType.Parameters["method"].ShouldBe(read.Method);
        return read;
    }

    /// <summary>The text exactly as it was sent; MimeKit's own Text has other line ends.</summary>
    public static string Bytes(this MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    public static string LinkIn(this MimeMessage mail, string path)
    {
        var text = mail.TextBody.ShouldNotBeNull();
        var start = text.IndexOf($"https://portal.example{path}", StringComparison.Ordinal);
        start.ShouldBeGreaterThanOrEqualTo(0);
        return text[start..].Split('\r', '\n', ' ')[0];
    }
}
