using Stadtgespraeche.Notification.Links;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>An impulse of the member came in.</summary>
public sealed class ImpulseHandedIn(PersonalLinks links) : ImpulseMail(Kind, links)
{
    public const string Kind = "impulse-handed-in";

    protected override string Subject => "Ihr Impuls ist eingegangen";

    protected override string Says =>
        "vielen Dank! Ihr Impuls ist bei der Organisation der Stadtgespräche eingegangen. Sie liest ihn und meldet sich mit "
        + "Fragen oder mit einer Entscheidung. Bis dahin können Sie ihn ändern oder zurückziehen.";

    protected override string Label => "Meinen Impuls ansehen";

    /// <summary>Whoever hears more knows that it came in.</summary>
    protected override bool IsOvertaken(IReadOnlyList<string> laterSteps) => laterSteps.Count > 0;
}
