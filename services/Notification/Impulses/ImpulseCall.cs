using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Notification.Impulses;

/// <summary>Our copy of a call for impulses; members are told once of each.</summary>
[Data(Category.None)]
public sealed class ImpulseCall : IEntityTypeConfiguration<ImpulseCall>
{
    public Guid Id { get; set; }

    public long Version { get; set; }

    [Data(Category.None)]
    public string Title { get; set; } = "";

    /// <summary>UTC, the first moment that is too late.</summary>
    public DateTimeOffset ClosesAt { get; set; }

    public void Configure(EntityTypeBuilder<ImpulseCall> call) => call.Property(row => row.Id).ValueGeneratedNever();
}
