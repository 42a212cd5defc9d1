using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;
using Stadtgespraeche.Notification.Calendar;
using Stadtgespraeche.Notification.Templates;
using TextPart = MimeKit.TextPart;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Makes the mail itself. Its Message-ID follows from what it tells, so it is the same at every try, even from a
/// restored database, and a double can be recognised. With a calendar part: alternative of text, HTML and calendar (RFC
/// 6047), and the same as attachment invite.ics.
/// </summary>
public sealed class ComposeMail(Letters letters, IOptions<Partner> partner, TimeProvider time)
{
    public MimeMessage Make(MailFacts facts)
    {
        var city = partner.Value;
        var letter = letters.For(facts);
        var message = new MimeMessage
        {
            Subject = letter.Subject,
            Date = time.GetUtcNow(),
            MessageId = MessageId(facts.Mail, city),
        };
        message.From.Add(city.Mailbox);
        if (facts.Mail.Kind is MailKinds.Correction or MailKinds.MembershipWaiting or MailKinds.ApplicationWaiting)
        {
            message.To.Add(
                city.ContactMailbox ?? throw new InvalidOperationException("Partner:Contact was taken away.")
            );
        }
        else if (facts.Applicant is { } applicant)
        {
            message.To.Add(new MailboxAddress(applicant.Name, applicant.Address!));
        }
        else if (facts.Member is { Email: { } address } member)
        {
            message.To.Add(new MailboxAddress(member.DisplayName, address));
        }

        if (facts.Mail.Kind == MailKinds.Correction)
        {
            message.ReplyTo.Add(new MailboxAddress(facts.Member!.DisplayName, facts.Member.Email!));
        }

        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");

        var alternative = new MultipartAlternative
        {
            Part("plain", Templates.TextPart.Write(letter, city)),
            Part("html", HtmlPart.Write(letter, city)),
        };
        if (facts.Answer?.Export is { } export)
        {
            message.Body = new Multipart("mixed") { alternative, Attachment(export) };
            return message;
        }

        if (facts.CalendarMethod is not { } method)
        {
            message.Body = alternative;
            return message;
        }

        var calendar = CalendarEntry.Write(facts, city, time.GetUtcNow());
        alternative.Add(CalendarPart(calendar, method));
        var attachment = CalendarPart(calendar, method);
        attachment.ContentType.Name = "invite.ics";
        attachment.ContentDisposition = new ContentDisposition(ContentDisposition.Attachment)
        {
            FileName = "invite.ics",
        };
        message.Body = new Multipart("mixed") { alternative, attachment };
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

    private static MimePart Attachment(string json) =>
        new("application", "json")
        {
            Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(json))),
            ContentTransferEncoding = ContentEncoding.Base64,
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment)
            {
                FileName = "meine-daten.json",
            },
        };

    private static TextPart CalendarPart(string calendar, string method)
    {
        var part = new TextPart("calendar") { ContentTransferEncoding = ContentEncoding.Base64 };
        part.SetText(Encoding.UTF8, calendar);
        part.ContentType.Parameters.Add("method", method);
        return part;
    }
}
