namespace Stadtgespraeche.Contracts.Notification;

/// <summary>A member's mandate ended at the partner; <paramref name="Version"/> counts together with MemberEnrolled.</summary>
[Audience(Audience.FromPartner)]
public sealed record MandateEnded(string Partner, Guid MemberId, long Version);
