using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Knowledge.Partners;

/// <summary>Our copy of a partner's name and state, as Registration told it last.</summary>
[Data(Category.None)]
public sealed class PartnerCopy : IEntityTypeConfiguration<PartnerCopy>
{
    public string Key { get; init; } = "";

    public long Version { get; init; }

    public string Name { get; init; } = "";

    public PartnerState State { get; init; }

    public void Configure(EntityTypeBuilder<PartnerCopy> partner)
    {
        partner.ToTable("partners");
        partner.HasKey(row => row.Key);
        partner.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
    }
}
