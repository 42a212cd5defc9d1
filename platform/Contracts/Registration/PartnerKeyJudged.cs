using System.Text.Json.Serialization;

namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// How the hub stands to a key that this partner announced: the answer to each announcement, told again when organisers
/// decide. A standing only ever rises, so of one key the highest counts, in whatever order they come.
/// </summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record PartnerKeyJudged(string Partner, string KeyId, PartnerKeyStanding Standing);

/// <summary>From the lowest to the highest.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PartnerKeyStanding>))]
public enum PartnerKeyStanding
{
    /// <summary>Known, but no link that it signed counts until an organiser has approved it.</summary>
    Waiting,

    Trusted,

    /// <summary>For ever.</summary>
    Revoked,
}
