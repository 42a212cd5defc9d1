namespace Stadtgespraeche.Contracts.Notification;

/// <summary>
/// A partner's mail server took a mail, or the partner gave up on it. <paramref name="Kind"/> is invitation, reminder,
/// seat, session-cancelled, day-before or recap; <paramref name="Version"/> what the mail told: for seat the SEQUENCE
/// of its calendar entry (the session's calendar version plus the seat's version, so that a moved session counts as
/// well), for session-cancelled the session's version, else 0.
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
