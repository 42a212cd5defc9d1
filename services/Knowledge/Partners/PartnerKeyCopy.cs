using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Knowledge.Partners;

/// <summary>
/// Our copy of the public keys (JWK, RFC 7517) that Registration trusts, each for the links of one partner's members
/// only.
/// </summary>
[Data(Category.None)]
public sealed class PartnerKeyCopy : IEntityTypeConfiguration<PartnerKeyCopy>
{
    public string Partner { get; init; } = "";

    public string KeyId { get; init; } = "";

    public string PublicKey { get; init; } = "";

    /// <summary>No longer trusted, and never again.</summary>
    public bool Revoked { get; init; }

    public void Configure(EntityTypeBuilder<PartnerKeyCopy> key)
    {
        key.ToTable("partner_keys");
        key.HasKey(k => new { k.Partner, k.KeyId });
    }
}
