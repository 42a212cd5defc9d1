using Stadtgespraeche.Notification.Links;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>An impulse of the member was rejected.</summary>
public sealed class ImpulseRejected(PersonalLinks links) : ImpulseMail(Kind, links)
{
    public const string Kind = "impulse-rejected";

    protected override string Subject => "Ihr Impuls kommt nicht ins Programm";

    protected override string Says =>
        "die Organisation der Stadtgespräche nimmt Ihren Impuls dieses Mal nicht ins Programm. Die Begründung steht auf der "
        + "Seite Ihres Impulses. Danke, dass Sie ihn angeboten haben.";

    protected override string Label => "Begründung lesen";
}
