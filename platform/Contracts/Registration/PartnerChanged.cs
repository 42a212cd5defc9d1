using System.Text.Json.Serialization;

namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// The full state of a partner, for the services of the hub. A receiver ignores an older <paramref name="Version"/>.
/// </summary>
[Audience(Audience.Hub), Data(Category.None)]
public sealed record PartnerChanged(string Partner, long Version, string Name, PartnerState State);

/// <summary>How far a partner is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PartnerState>))]
public enum PartnerState
{
    /// <summary>Admitted; its service is still being set up, so the portal does not show it as taking part.</summary>
    Admitted,

    /// <summary>Its check passed, its keys were announced, its legal pages are filled.</summary>
    Connected,

    /// <summary>Cut off for now by the organisers; its messages wait.</summary>
    Suspended,

    /// <summary>Its data is being deleted.</summary>
    Leaving,

    /// <summary>Gone; only its name is left under what it published.</summary>
    Left,
}
