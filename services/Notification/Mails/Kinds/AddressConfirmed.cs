using Microsoft.Extensions.Options;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails.Letters;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>Somebody who came in by an operator's invitation gave this address, and is mailed from now on.</summary>
public sealed class AddressConfirmed(PersonalLinks links, IOptions<Partner> partner) : MailKind(Kind)
{
    public const string Kind = "address-confirmed";

    public override Letter Write(MailFacts facts) =>
        new Letter("Ihre Adresse bei den Stadtgesprächen", SharedSentences.Greeting(facts.Member!))
            .Paragraph(
                "Sie haben diese Adresse im Portal der Stadtgespräche angegeben. Ab jetzt bekommen Sie Einladungen und "
                    + "alles, was Ihre Plätze und Ihr Konto betrifft, an diese Adresse."
            )
            .Paragraph(
                $"Die Adresse liegt nur beim Benachrichtigungsdienst, der Ihnen schreibt ({partner.Value.Name}); die "
                    + "Zentrale kennt sie nicht."
            )
            .Action("Zu Ihrem Bereich", $"{links.Portal}/mein-bereich")
            .Paragraph("Haben Sie das nicht veranlasst? Dann antworten Sie bitte auf diese E-Mail.");
}
