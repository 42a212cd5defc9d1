namespace Stadtgespraeche.Contracts.Notification;

/// <summary>
/// A partner's mail server took a mail, or the partner gave up on it. <paramref name="Kind"/> is invitation, reminder, seat,
/// session-cancelled, day-before or recap; <paramref name="Version"/> the version of the fact that the mail told (seat: the seat's,
/// session-cancelled: the session's, else 0).
/// </summary>
[Audience(Audience.FromPartner)]
public sealed record DeliveryReported(
    string Partner, Guid MemberId, Guid SessionId, string Kind, long Version, bool Delivered, DateTimeOffset At);
