using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>A partner that was admitted: its key (broker user, issuer of links) and the name that people read.</summary>
[Data(Category.None)]
public sealed class Partner
{
    public required string Key { get; init; }

    public required string Name { get; set; }

    public long Version { get; set; }

    /// <summary>SHA-256 of the code that the first key has to come with.</summary>
    public byte[]? EnrolmentCodeHash { get; set; }

    /// <summary>A code is good once; giving the same again does not revive it.</summary>
    public bool EnrolmentCodeUsed { get; set; }
}

internal sealed class PartnerTable : IEntityTypeConfiguration<Partner>
{
    public void Configure(EntityTypeBuilder<Partner> partner)
    {
        partner.ToTable("partners");
        partner.HasKey(row => row.Key);
    }
}
