namespace Stadtgespraeche.Contracts.Notification;

/// <summary>
/// A partner's mail server took a mail, or the partner gave up on it. <paramref name="Kind"/>: the name of the kind of
/// mail, as the partner's release knows it; <paramref name="Version"/>: what the mail told, which grows where a kind
/// tells several things about a session one after the other (for seat the SEQUENCE of the calendar entry), else 0.
/// </summary>
[Audience(Audience.FromPartner), Data(Category.None)]
public sealed record DeliveryReported(
    string Partner,
    [Data(Category.Personal)] Guid MemberId,
    Guid SessionId,
    string Kind,
    long Version,
    bool Delivered,
    DateTimeOffset At
);
