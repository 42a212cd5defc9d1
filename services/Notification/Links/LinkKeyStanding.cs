using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Notification.Links;

/// <summary>
/// How the hub stands to a signing key of this city: the highest standing that it told. Keys that are lost stay here,
/// and by that the loss is noticed.
/// </summary>
[Data(Category.None)]
public sealed class LinkKeyStanding : IEntityTypeConfiguration<LinkKeyStanding>
{
    /// <summary>RFC 7638 thumbprint.</summary>
    public required string KeyId { get; init; }

    public PartnerKeyStanding Standing { get; set; }

    public void Configure(EntityTypeBuilder<LinkKeyStanding> builder)
    {
        builder.ToTable("link_key_standings");
        builder.HasKey(row => row.KeyId);
    }
}
