using Stadtgespraeche.Notification.Links;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>An impulse of the member was accepted.</summary>
public sealed class ImpulseAccepted(PersonalLinks links) : ImpulseMail(Kind, links)
{
    public const string Kind = "impulse-accepted";

    protected override string Subject => "Ihr Impuls ist angenommen";

    protected override string Says =>
        "schön, dass Sie dabei sind: Die Organisation der Stadtgespräche hat Ihren Impuls angenommen. Auf seiner Seite sehen "
        + "Sie, in welche Sitzung er kommt, und können Angaben berichtigen oder Material nachreichen.";

    protected override string Label => "Meinen Impuls ansehen";
}
