namespace Stadtgespraeche.Contracts.Notification;

/// <summary>
/// A partner vouches for a member: the id that the partner made (UUIDv7) and the name that others may see, and, for the
/// member's own eyes, the first and the last day of the mandate where the partner knows them. No contact data, no
/// faction. Repeated with a higher <paramref name="Version"/> when one of them changes.
/// </summary>
[Audience(Audience.FromPartner), Data(Category.None)]
public sealed record MemberEnrolled(
    string Partner,
    [Data(Category.Personal)] Guid MemberId,
    long Version,
    [Data(Category.Personal)] string DisplayName,
    [Data(Category.Personal)] DateOnly? MandateFrom = null,
    [Data(Category.Personal)] DateOnly? MandateUntil = null
);
