using System.Text.Json.Serialization;

namespace Stadtgespraeche.Contracts.Scheduling;

/// <summary>
/// Something happened to an impulse that a member offers; the member's partner tells the member by mail, once for each
/// <paramref name="Version"/>. What it says stays at the hub. An invited speaker without an account has the impulse's id
/// for <paramref name="MemberId"/>, and the hub's own Notification for partner. Never sent again.
/// </summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record ImpulseProgressed(
    string Partner,
    [Data(Category.Personal)] Guid MemberId,
    Guid ImpulseId,
    long Version,
    ImpulseProgress Progress
);

[JsonConverter(typeof(JsonStringEnumConverter<ImpulseProgress>))]
public enum ImpulseProgress
{
    /// <summary>It came in.</summary>
    HandedIn,

    /// <summary>The organisers ask the member something.</summary>
    Questioned,
    Accepted,
    Rejected,

    /// <summary>An invited speaker took it back: the contact is forgotten. Said to the hub's own Notification only.</summary>
    Withdrawn,
}
