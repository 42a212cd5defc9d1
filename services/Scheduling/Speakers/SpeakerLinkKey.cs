using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Scheduling.Speakers;

/// <summary>
/// Our copy of a public key (JWK, RFC 7517) of the hub's own Notification, which signs the links of invited speakers.
/// The cities' links are good for nothing here, so their keys are not kept.
/// </summary>
[Data(Category.None)]
public sealed class SpeakerLinkKey : IEntityTypeConfiguration<SpeakerLinkKey>
{
    public string KeyId { get; init; } = "";

    public string PublicKey { get; init; } = "";

    /// <summary>No longer trusted, and never again.</summary>
    public bool Revoked { get; init; }

    public void Configure(EntityTypeBuilder<SpeakerLinkKey> key) => key.HasKey(row => row.KeyId);
}
