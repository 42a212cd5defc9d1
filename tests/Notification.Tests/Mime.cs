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
    /// The one calendar of a mail, as ical.js reads it; fails when its parts differ or the parameter is not the METHOD.
    /// </summary>
    public static async Task<ReadCalendar> CalendarAsync(this MimeMessage mail)
    {
        var parts = mail.CalendarParts().ToList();
        parts.Count.ShouldBe(2);
        parts[0].Bytes().ShouldBe(parts[1].Bytes());
        var read = (await CalendarReader.ReadAsync([parts[0].Bytes()])).Single();
        parts.ShouldAllBe(part => part.ContentType.Parameters["method"] == read.Method);
        return read;
    }

    /// <summary>The text exactly as it was sent; MimeKit's own Text has other line ends.</summary>
    public static string Bytes(this TextPart part)
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
