using System.Text.Json.Serialization;

namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// A member has a seat, a place on a waiting list, or both (an online seat kept while waiting for a place on site): the
/// full state. <paramref name="Version"/> is raised with every change of this member's seat at this session, also
/// across release and new booking. <paramref name="WaitingPosition"/> counts from 1 and was right when this was said.
/// <paramref name="OnlineLink"/> is set only while <paramref name="Seat"/> is online. <paramref
/// name="DeliveredVersion"/> is the highest version of kind seat that the partner reported as delivered (see
/// DeliveryReported); it is set in resent facts only. <paramref name="Restored"/>: a form that had been dropped is offered
/// again, and the member has again what was there before.
/// </summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record SeatBooked(
    string Partner,
    [Data(Category.Personal)] Guid MemberId,
    Guid SessionId,
    long Version,
    [Data(Category.Personal)] SeatForm? Seat,
    [Data(Category.Personal)] SeatForm? WaitingFor,
    [Data(Category.Personal)] int? WaitingPosition,
    string? OnlineLink,
    SeatBookedCause Cause,
    long? DeliveredVersion = null,
    Guid? Resend = null,
    bool? Restored = null
);

/// <summary>Why the seat is as it is now, so that the mail can say it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SeatBookedCause>))]
public enum SeatBookedCause
{
    /// <summary>The member booked or changed the form.</summary>
    Booked,

    /// <summary>Moved up from the waiting list.</summary>
    Promoted,

    /// <summary>
    /// The form the member had is no longer offered; moved to the other form or to the head of its waiting list.
    /// </summary>
    FormDropped,

    /// <summary>The online link is new or was changed.</summary>
    OnlineLinkChanged,
}
