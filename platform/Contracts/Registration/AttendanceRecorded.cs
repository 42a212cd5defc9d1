namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// An organiser ticked, or unticked, that a member was at a session. Sent to the member's partner and published inside
/// the hub.
/// <paramref name="DisplayName"/> and <paramref name="PartnerName"/> let Knowledge name an author without asking.
/// </summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record AttendanceRecorded(
    string Partner,
    [Data(Category.Personal)] Guid MemberId,
    Guid SessionId,
    long Version,
    [Data(Category.Personal)] bool Attended,
    [Data(Category.Personal)] string DisplayName,
    string PartnerName,
    Guid? Resend = null
);
