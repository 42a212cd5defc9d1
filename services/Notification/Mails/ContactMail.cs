using Microsoft.Extensions.Options;
using MimeKit;

namespace Stadtgespraeche.Notification.Mails;

/// <summary>A mail to the partner's own people (<c>Partner:Contact</c>) in place of a member.</summary>
public abstract class ContactMail(string name, IOptions<Partner> partner) : MailKind(name)
{
    public override MailboxAddress To(MailFacts facts) =>
        partner.Value.ContactMailbox ?? throw new InvalidOperationException("Partner:Contact was taken away.");
}
