using MimeKit;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests;

/// <summary>Looks into mails as a mail program does.</summary>
internal static class Mime
{
    public static IEnumerable<TextPart> CalendarParts(this MimeMessage mail) =>
        mail.BodyParts.OfType<TextPart>().Where(part => part.ContentType.IsMimeType("text", "calendar"));

    /// <summary>The one calendar of a mail, as ical.js reads it; fails when its parts differ or the parameter is not the METHOD.</summary>
    public static async Task<ReadCalendar> CalendarAsync(this MimeMessage mail)
    {
        var parts = mail.CalendarParts().ToList();
        parts.Count.ShouldBe(2);
        parts[0].Text.ShouldBe(parts[1].Text);
        var read = (await CalendarReader.ReadAsync([parts[0].Text])).Single();
        parts.ShouldAllBe(part => part.ContentType.Parameters["method"] == read.Method);
        return read;
    }

    public static string LinkIn(this MimeMessage mail, string path)
    {
        var text = mail.TextBody.ShouldNotBeNull();
        var start = text.IndexOf($"https://portal.example{path}", StringComparison.Ordinal);
        start.ShouldBeGreaterThanOrEqualTo(0);
        return text[start..].Split('\r', '\n', ' ')[0];
    }
}
