using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Notification.Barometer;

/// <summary>Our copy of a round of the barometer; members are told once of each.</summary>
[Data(Category.None)]
public sealed class BarometerRound : IEntityTypeConfiguration<BarometerRound>
{
    public Guid Id { get; set; }

    public long Version { get; set; }

    /// <summary>UTC, the first moment after it.</summary>
    public DateTimeOffset EndsAt { get; set; }

    public void Configure(EntityTypeBuilder<BarometerRound> round)
    {
        round.ToTable("barometer_rounds");
        round.Property(row => row.Id).ValueGeneratedNever();
    }
}
