using Microsoft.Extensions.Options;
using Stadtgespraeche.Notification.Mails.Letters;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>What the member wants corrected could be handed to nobody.</summary>
public sealed class CorrectionUndelivered(IOptions<Partner> partner) : MailKind(Kind)
{
    public const string Kind = "correction-undelivered";

    public override bool GoesOutAfterRemoval => true;

    public override Letter Write(MailFacts facts) =>
        new Letter("Ihre Berichtigung konnte nicht übergeben werden", SharedSentences.Greeting(facts.Member!))
            .Paragraph(
                "was Sie im Portal der Stadtgespräche berichtigt haben möchten, ist bei niemandem angekommen: "
                    + $"Für {partner.Value.Name} ist keine zuständige Stelle eingetragen, oder sie war nicht zu "
                    + "erreichen. Ihr Text ist gelöscht."
            )
            .Paragraph("Bitte wenden Sie sich unmittelbar an Ihre Kommune; die Anschrift steht am Ende dieser E-Mail.");
}
