namespace Stadtgespraeche.Contracts.Notification;

/// <summary>
/// A member's mandate ended at the partner; <paramref name="Version"/> counts together with MemberEnrolled.
/// </summary>
[Audience(Audience.FromPartner), Data(Category.None)]
public sealed record MandateEnded(string Partner, [Data(Category.Personal)] Guid MemberId, long Version);
