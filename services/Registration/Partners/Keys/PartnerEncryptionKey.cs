using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Registration.Partners.Keys;

/// <summary>
/// The public key for sealing the addresses that people type at the sign-in page; the one accepted last counts. It
/// signs nothing, so it stands apart from <see cref="PartnerKey"/>.
/// </summary>
[Data(Category.None)]
public sealed class PartnerEncryptionKey : IEntityTypeConfiguration<PartnerEncryptionKey>
{
    public required string Partner { get; init; }

    /// <summary>RFC 7638 thumbprint.</summary>
    public required string KeyId { get; init; }

    /// <summary>JWK (RFC 7517), EC P-256, without the private part.</summary>
    public required string PublicKey { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>
    /// The signing key that endorsed it: when that is revoked, this goes too. Null: accepted before that was kept.
    /// </summary>
    public string? EndorsedBy { get; set; }

    public void Configure(EntityTypeBuilder<PartnerEncryptionKey> key)
    {
        key.ToTable("partner_encryption_keys");
        key.HasKey(row => new { row.Partner, row.KeyId });
        key.HasOne<Partner>().WithMany().HasForeignKey(row => row.Partner).OnDelete(DeleteBehavior.Restrict);
    }
}
