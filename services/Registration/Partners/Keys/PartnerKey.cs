using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Registration.Partners.Keys;

/// <summary>A public key whose signature under a personal link counts, for this partner's members only.</summary>
[Data(Category.None)]
public sealed class PartnerKey : IEntityTypeConfiguration<PartnerKey>
{
    public required string Partner { get; init; }

    /// <summary>RFC 7638 thumbprint.</summary>
    public required string KeyId { get; init; }

    /// <summary>JWK (RFC 7517), EC P-256, without the private part.</summary>
    public required string PublicKey { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>
    /// From this moment on nothing that it signed counts. The row stays, so that the key never comes back.
    /// </summary>
    public DateTimeOffset? RevokedAt { get; set; }

    public void Configure(EntityTypeBuilder<PartnerKey> key)
    {
        key.ToTable("partner_keys");
        key.HasKey(row => new { row.Partner, row.KeyId });
        key.HasOne<Partner>().WithMany().HasForeignKey(row => row.Partner).OnDelete(DeleteBehavior.Restrict);
    }
}
