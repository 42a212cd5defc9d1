using System.Text.Json.Serialization;

namespace Stadtgespraeche.Contracts.Knowledge;

/// <summary>
/// A recap, or a contribution that an organiser released, can be read by everyone. Says nothing about its author.
/// </summary>
[Audience(Audience.AllPartners), Data(Category.None)]
public sealed record ContributionPublished(
    Guid ContributionId,
    Guid SessionId,
    long Version,
    ContributionKind Kind,
    string Title,
    Guid? Resend = null
);

/// <summary>What a contribution is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ContributionKind>))]
public enum ContributionKind
{
    Recap,
    Experience,
    GoodPractice,
    Strategy,
}
