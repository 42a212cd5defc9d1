namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// An organiser ticked, or unticked, that a member was at a session. Sent to the member's partner and published inside the hub.
/// <paramref name="DisplayName"/> and <paramref name="PartnerName"/> let Knowledge name an author without asking.
/// </summary>
[Audience(Audience.OnePartner)]
public sealed record AttendanceRecorded(
    string Partner,
    Guid MemberId,
    Guid SessionId,
    long Version,
    bool Attended,
    string DisplayName,
    string PartnerName,
    Guid? Resend = null);
