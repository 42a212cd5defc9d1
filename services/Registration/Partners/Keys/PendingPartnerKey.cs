using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Registration.Partners.Keys;

/// <summary>
/// A key that somebody announced as this partner, with neither code nor endorsement: stolen broker credentials, or a
/// city that lost its keys. Nothing that it signed counts, until an organiser has compared the thumbprint by telephone.
/// </summary>
[Data(Category.None)]
public sealed class PendingPartnerKey : IEntityTypeConfiguration<PendingPartnerKey>
{
    public required string Partner { get; init; }

    /// <summary>RFC 7638 thumbprint.</summary>
    public required string KeyId { get; init; }

    /// <summary>JWK (RFC 7517), EC P-256, without the private part.</summary>
    public required string PublicKey { get; init; }

    /// <summary>The encryption key that it endorsed, as JWK, if any.</summary>
    public string? EncryptionKey { get; set; }

    public required DateTimeOffset AnnouncedAt { get; init; }

    /// <summary>The organisers do not trust it; announcing it again changes nothing.</summary>
    public DateTimeOffset? RejectedAt { get; set; }

    public void Configure(EntityTypeBuilder<PendingPartnerKey> key)
    {
        key.ToTable("pending_partner_keys");
        key.HasKey(row => new { row.Partner, row.KeyId });
        key.HasOne<Partner>().WithMany().HasForeignKey(row => row.Partner).OnDelete(DeleteBehavior.Cascade);
    }
}
