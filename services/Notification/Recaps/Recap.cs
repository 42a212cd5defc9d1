using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Notification.Recaps;

/// <summary>A session's published recap; attendees are told once.</summary>
[Data(Category.None)]
public sealed class Recap : IEntityTypeConfiguration<Recap>
{
    public Guid SessionId { get; set; }

    public Guid ContributionId { get; set; }

    public string Title { get; set; } = "";

    public void Configure(EntityTypeBuilder<Recap> builder)
    {
        builder.ToTable("recaps");
        builder.HasKey(recap => recap.SessionId);
        builder.Property(recap => recap.SessionId).ValueGeneratedNever();
    }
}
