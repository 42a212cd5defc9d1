using System.Text.Json.Serialization;

namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// A member has neither seat nor waiting place at a session. <paramref name="Version"/> and <paramref
/// name="DeliveredVersion"/> as in
/// <see cref="SeatBooked"/>. <paramref name="HadSeat"/> tells whether a calendar entry has to be withdrawn.
/// </summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record SeatReleased(
    string Partner,
    [Data(Category.Personal)] Guid MemberId,
    Guid SessionId,
    long Version,
    [Data(Category.Personal)] bool HadSeat,
    SeatReleasedCause Cause,
    long? DeliveredVersion = null,
    Guid? Resend = null
);

/// <summary>Why the seat was released.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SeatReleasedCause>))]
public enum SeatReleasedCause
{
    /// <summary>The member cancelled.</summary>
    Cancelled,

    /// <summary>The member declined without having had a seat or a waiting place.</summary>
    Declined,

    /// <summary>The session was called off.</summary>
    SessionCancelled,

    /// <summary>The member's mandate ended.</summary>
    MandateEnded,
}
