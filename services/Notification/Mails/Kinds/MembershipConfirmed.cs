using Microsoft.Extensions.Options;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>
/// The city has confirmed the mandate of whoever asked to be enrolled; the first sign-in is open, or will be.
/// </summary>
public sealed class MembershipConfirmed(PersonalLinks links, IOptions<Partner> partner, TimeProvider time)
    : MailKind(Kind)
{
    public const string Kind = "membership-confirmed";

    public override Letter Write(MailFacts facts)
    {
        var member = facts.Member!;
        return new Letter("Sie sind bei den Stadtgesprächen aufgenommen", SharedSentences.Greeting(member))
            .Paragraph(
                $"Ihr Mandat ist bestätigt: {partner.Value.Name} hat Sie bei den Stadtgesprächen aufgenommen. "
                    + "Zu den kommenden Sitzungen laden wir Sie per E-Mail ein."
            )
            .Paragraph(
                member.MandateFrom > time.Today()
                    ? $"Ihr Mandat beginnt am {GermanTime.Day(member.MandateFrom.Value)}. "
                        + "Ab diesem Tag können Sie sich anmelden; ein Passwort brauchen Sie nicht."
                    : "Ab jetzt können Sie sich anmelden; ein Passwort brauchen Sie nicht."
            )
            .Action("Zu Ihrem Bereich", $"{links.Portal}/mein-bereich")
            .Paragraph("Haben Sie das nicht beantragt? Dann antworten Sie bitte auf diese E-Mail.");
    }
}
