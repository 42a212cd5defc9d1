using System.Text;
using MimeKit;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// Whether a mail's addresses fit the server: letters outside ASCII before the @ need SMTPUTF8 (RFC 6531). MailKit asks
/// nobody and sends them raw, which the server may take and then lose. Domains it sends in their ASCII form.
/// </summary>
internal static class AddressFit
{
    /// <summary>
    /// Null when it can be sent; an address to reply to that does not fit is left out, for it stands in the text too.
    /// </summary>
    public static string? WhyNot(MimeMessage message, bool takesUtf8)
    {
        if (takesUtf8)
        {
            return null;
        }

        if (message.To.Concat(message.From).OfType<MailboxAddress>().Any(NeedsUtf8))
        {
            return "address-needs-smtputf8";
        }

        foreach (var mailbox in message.ReplyTo.OfType<MailboxAddress>().Where(NeedsUtf8).ToList())
        {
            message.ReplyTo.Remove(mailbox);
        }

        return null;
    }

    public static FormatOptions FormatFor(MimeMessage message)
    {
        var options = FormatOptions.Default.Clone();
        options.International = message
            .To.Concat(message.From)
            .Concat(message.ReplyTo)
            .OfType<MailboxAddress>()
            .Any(NeedsUtf8);
        return options;
    }

    private static bool NeedsUtf8(MailboxAddress mailbox) => !Ascii.IsValid(mailbox.LocalPart);
}
