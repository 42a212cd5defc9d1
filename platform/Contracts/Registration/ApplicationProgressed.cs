using System.Text.Json.Serialization;

namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// An application is in another state; the hub's own Notification mails the applicant, once for each <paramref
/// name="Version"/>. <paramref name="Text"/> is what the organisers ask or why they refuse.
/// </summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record ApplicationProgressed(
    string Partner,
    Guid ApplicationId,
    long Version,
    ApplicationState State,
    [Data(Category.Personal)] string? Text
);

/// <summary>How far an application is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ApplicationState>))]
public enum ApplicationState
{
    /// <summary>Sent, but the address is not confirmed yet; organisers do not see it.</summary>
    Unconfirmed,

    /// <summary>Waits for the organisers.</summary>
    Open,

    /// <summary>The organisers asked; waits for the applicant.</summary>
    Asked,

    /// <summary>Accepted: the partner exists and its kit can be had.</summary>
    Accepted,

    /// <summary>Refused, with a reason.</summary>
    Refused,

    /// <summary>The applicant no longer wants to, or what was promised in it was to be deleted.</summary>
    Withdrawn,
}
