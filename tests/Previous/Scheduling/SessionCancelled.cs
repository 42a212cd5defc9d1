namespace Stadtgespraeche.Contracts.Scheduling;

/// <summary>
/// A session was called off, for good. A receiver that never saw the session remembers this end by its id.
/// </summary>
[Audience(Audience.AllPartners), Data(Category.None)]
public sealed record SessionCancelled(
    Guid SessionId,
    long Version,
    string Title,
    DateTimeOffset Start,
    string TimeZone,
    int LengthMinutes,
    string Reason,
    Guid? Resend = null
);
