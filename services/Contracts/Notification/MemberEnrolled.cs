namespace Stadtgespraeche.Contracts.Notification;

/// <summary>
/// A partner vouches for a member: the id that the partner made (UUIDv7) and the name that others may see. No contact data, no faction.
/// Repeated with a higher <paramref name="Version"/> when the name changes.
/// </summary>
[Audience(Audience.FromPartner), Data(Category.None)]
public sealed record MemberEnrolled(string Partner, [Data(Category.Personal)] Guid MemberId, long Version, [Data(Category.Personal)] string DisplayName);
