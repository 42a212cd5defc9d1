using Microsoft.Extensions.Options;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Notification.MembershipRequests;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>Nobody has answered whoever asked to be enrolled, and the request is deleted.</summary>
public sealed class MembershipExpired(IOptions<Partner> partner) : RequestMail(Kind)
{
    public const string Kind = "membership-expired";

    protected override Letter Write(MembershipRequest request) =>
        new Letter("Ihr Antrag bei den Stadtgesprächen ist abgelaufen", SharedSentences.Greeting(request.DisplayName()))
            .Paragraph(
                "Ihr Antrag auf Aufnahme bei den Stadtgesprächen ist 90 Tage lang nicht beantwortet worden. "
                    + $"Das tut uns leid. {partner.Value.Name} löscht Ihre Angaben jetzt."
            )
            .Paragraph(
                "Wenn Sie weiterhin teilnehmen möchten, stellen Sie den Antrag bitte noch einmal. "
                    + SharedSentences.WhomToAsk(partner.Value)
            );
}
