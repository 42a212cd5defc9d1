using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Barometer;

/// <summary>
/// What a round published about a topic. <see cref="Basis"/> is the round whose marks it comes from: an earlier one
/// where too few people changed theirs since; null: nobody's.
/// </summary>
[Data(Category.None)]
public sealed class BarometerResult : IEntityTypeConfiguration<BarometerResult>
{
    public Guid RoundId { get; init; }

    public Guid TopicId { get; init; }

    /// <summary>Null: the topic does not appear.</summary>
    public Band? Band { get; init; }

    public Guid? Basis { get; init; }

    public void Configure(EntityTypeBuilder<BarometerResult> result)
    {
        result.HasKey(r => new { r.RoundId, r.TopicId });
        result.Property(r => r.Band).HasConversion<string>().HasMaxLength(20);
        result.HasOne<BarometerRound>().WithMany().HasForeignKey(r => r.RoundId).OnDelete(DeleteBehavior.Cascade);
        result.HasOne<Topic>().WithMany().HasForeignKey(r => r.TopicId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>In how many of the partners that count a topic is wanted; the order is that of the barometer.</summary>
public enum Band
{
    /// <summary>More than half.</summary>
    Most,

    /// <summary>At least two.</summary>
    Several,

    Few,
}
