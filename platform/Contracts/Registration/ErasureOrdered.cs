using System.Text.Json.Serialization;

namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// Everything about a member is to be erased or made anonymous. Published inside the hub first, and sent to the
/// member's partner when all of the hub's parts are <paramref name="Done"/>, for the partner comes last: it alone can
/// still write to the member. Repeated until it is answered. <paramref name="Again"/>: the erasure was complete, and
/// the partner has enrolled the member since, for instance from an old backup; it erases at once and mails nothing, for
/// the final statement has been out.
/// </summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record ErasureOrdered(
    string Partner,
    Guid ErasureId,
    [Data(Category.Personal)] Guid MemberId,
    ErasureCause Cause,
    IReadOnlyList<ErasedPart> Done,
    bool? Again = null
);

/// <summary>What one owner of data erased: rows by table.</summary>
[Data(Category.None)]
public sealed record ErasedPart(string Owner, IReadOnlyDictionary<string, int> Counts);

/// <summary>Why a member is erased.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ErasureCause>))]
public enum ErasureCause
{
    /// <summary>The member asked for it, and is not to come back with the next import.</summary>
    Requested,

    /// <summary>The mandate ended and the time that data is kept is over; a new mandate makes a new member.</summary>
    MandateEnded,
}
