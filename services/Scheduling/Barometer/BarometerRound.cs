using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Scheduling;

namespace Stadtgespraeche.Scheduling.Barometer;

/// <summary>
/// One round of the barometer: what is marked at its end is published once, and nothing before. At most one is open.
/// </summary>
[Data(Category.None)]
public sealed class BarometerRound : IEntityTypeConfiguration<BarometerRound>
{
    public Guid Id { get; init; }

    public long Version { get; private set; }

    /// <summary>The first moment that no longer belongs to it: midnight in Europe/Berlin, as UTC.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public void EndAt(DateTimeOffset endsAt)
    {
        EndsAt = endsAt;
        Version++;
    }

    public void Publish(DateTimeOffset now)
    {
        PublishedAt = now;
        Version++;
    }

    public BarometerRoundOpened ToOpened() => new(Id, Version, EndsAt);

    public void Configure(EntityTypeBuilder<BarometerRound> round)
    {
        round.Property(r => r.Id).ValueGeneratedNever();
        round.Property<bool>("Open").HasComputedColumnSql("published_at is null", stored: true);
        round.HasIndex("Open").IsUnique().HasFilter("published_at is null").HasDatabaseName("ix_barometer_rounds_open");
        round.HasIndex(r => r.PublishedAt);
    }
}
