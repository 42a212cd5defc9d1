using Microsoft.Extensions.Options;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Notification.MembershipRequests;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>The city has refused to enrol whoever asked, and says why.</summary>
public sealed class MembershipRefused(IOptions<Partner> partner) : RequestMail(Kind)
{
    public const string Kind = "membership-refused";

    protected override Letter Write(MembershipRequest request) =>
        new Letter("Ihr Antrag bei den Stadtgesprächen", SharedSentences.Greeting(request.DisplayName()))
            .Paragraph(
                "Sie haben im Portal der Stadtgespräche um Aufnahme als Ratsmitglied gebeten. "
                    + $"{partner.Value.Name} konnte das nicht bestätigen."
            )
            .Heading("Begründung")
            .Paragraph(request.Reason ?? "")
            .Paragraph(SharedSentences.WhomToAsk(partner.Value) + " Ihre Angaben werden nach 90 Tagen gelöscht.")
            .Paragraph(
                "Haben Sie nichts beantragt? Dann hat jemand Ihre Adresse eingetragen; Sie brauchen nichts zu tun."
            );
}
