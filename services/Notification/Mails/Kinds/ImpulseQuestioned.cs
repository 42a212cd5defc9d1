using Stadtgespraeche.Notification.Links;

namespace Stadtgespraeche.Notification.Mails.Kinds;

/// <summary>The organisers ask about an impulse of the member.</summary>
public sealed class ImpulseQuestioned(PersonalLinks links) : ImpulseMail(Kind, links)
{
    public const string Kind = "impulse-questioned";

    protected override string Subject => "Eine Frage zu Ihrem Impuls";

    protected override string Says =>
        "die Organisation der Stadtgespräche hat zu Ihrem Impuls eine Frage. Sie steht auf der Seite Ihres Impulses; dort "
        + "können Sie auch antworten.";

    protected override string Label => "Frage lesen und antworten";

    /// <summary>What is accepted is still asked; a rejected impulse takes no answer.</summary>
    protected override bool IsOvertaken(IReadOnlyList<string> laterSteps) =>
        laterSteps.FirstOrDefault(step => step != Kind) == ImpulseRejected.Kind;
}
