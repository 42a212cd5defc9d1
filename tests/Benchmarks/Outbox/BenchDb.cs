using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Messaging;

namespace Stadtgespraeche.Benchmarks.Outbox;

/// <summary>A business table and the outbox beside it.</summary>
internal sealed class BenchDb(DbContextOptions<BenchDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddMessaging();
        modelBuilder.Entity<BusinessRow>(row =>
        {
            row.ToTable("business_rows");
            row.Property(business => business.Id).HasColumnName("id").ValueGeneratedNever();
            row.Property(business => business.Text).HasColumnName("text");
        });
    }
}

internal sealed class BusinessRow
{
    public Guid Id { get; init; }

    public required string Text { get; init; }
}
