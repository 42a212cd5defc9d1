using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;
using Stadtgespraeche.Notification.Calendar;
using Stadtgespraeche.Notification.Mails.Letters;
using TextPart = MimeKit.TextPart;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Makes the mail itself. Its Message-ID follows from what it tells, so it is the same at every try, even from a
/// restored database, and a double can be recognised. With a calendar part: alternative of text, HTML and calendar (RFC
/// 6047), and the same as attachment invite.ics, which is a file to open: without a method, so that no program takes it
/// for a second invitation.
/// </summary>
public sealed class ComposeMail(IOptions<Partner> partner, TimeProvider time)
{
    public MimeMessage Make(MailFacts facts)
    {
        var (city, kind) = (partner.Value, facts.Kind!);
        var letter = kind.Write(facts);
        var message = new MimeMessage
        {
            Subject = letter.Subject,
            Date = time.GetUtcNow(),
            MessageId = MessageId(facts.Mail, city),
        };
        message.From.Add(city.Mailbox);
        message.To.Add(kind.To(facts));
        if (kind.ReplyTo(facts) is { } replyTo)
        {
            message.ReplyTo.Add(replyTo);
        }

        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");

        var alternative = new MultipartAlternative
        {
            Part("plain", Letters.TextPart.Write(letter, city)),
            Part("html", HtmlPart.Write(letter, city)),
        };
        if (letter.Attachment is { } file)
        {
            message.Body = new Multipart("mixed") { alternative, Attachment("json", file.Name, file.Json) };
            return message;
        }

        if (kind.CalendarMethod(facts) is not { } method)
        {
            message.Body = alternative;
            return message;
        }

        var calendar = SeatCalendarEntry.Write(facts, method, city, time.GetUtcNow());
        alternative.Add(CalendarPart(calendar, method));
        message.Body = new Multipart("mixed") { alternative, Attachment("ics", "invite.ics", calendar) };
        return message;
    }

    internal static string MessageId(ClaimedMail mail, Partner city)
    {
        var hash = SHA256.HashData(
            Encoding.UTF8.GetBytes($"{mail.MemberId}/{mail.SessionId}/{mail.Kind}/{mail.Version}")
        );
        return $"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}@{city.Domain}";
    }

    private static TextPart Part(string subtype, string text)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        return part;
    }

    private static MimePart Attachment(string subtype, string name, string content) =>
        new("application", subtype)
        {
            Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(content))),
            ContentTransferEncoding = ContentEncoding.Base64,
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = name },
        };

    private static TextPart CalendarPart(string calendar, string method)
    {
        var part = new TextPart("calendar") { ContentTransferEncoding = ContentEncoding.Base64 };
        part.SetText(Encoding.UTF8, calendar);
        part.ContentType.Parameters.Add("method", method);
        return part;
    }
}
