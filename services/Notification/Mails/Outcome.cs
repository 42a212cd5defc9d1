namespace Stadtgespraeche.Notification.Mails;

/// <summary>
/// What became of one try; <see cref="Reason"/> names codes only, because servers repeat addresses in their texts.
/// <see cref="MayHaveArrived"/>: the server was left before it answered.
/// </summary>
public readonly record struct Outcome(OutcomeKind Kind, string? Reason = null, bool MayHaveArrived = false);

public enum OutcomeKind
{
    Delivered,

    /// <summary>This mail not now.</summary>
    Deferred,

    /// <summary>This mail never.</summary>
    Refused,

    /// <summary>
    /// This mail not now, and perhaps no mail at all: what becomes of other recipients' mails shows which.
    /// </summary>
    Doubtful,

    /// <summary>No mail now: the server cannot be reached, or wants a login. The mail is not to blame.</summary>
    ServerAway,
}
