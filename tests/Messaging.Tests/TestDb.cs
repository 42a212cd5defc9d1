using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Messaging.Tests;

/// <summary>What a consumer did, or a slice stored; one row for each time.</summary>
public sealed class Effect
{
    public long Id { get; init; }

    public required string Text { get; set; }

    public long Version { get; set; }
}

/// <summary>The smallest service that has messages.</summary>
public sealed class TestDb(DbContextOptions<TestDb> options) : DbContext(options)
{
    public DbSet<Effect> Effects => Set<Effect>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddMessaging();
        modelBuilder.Entity<Effect>(effect =>
        {
            effect.ToTable("effects");
            effect.Property(row => row.Id).HasColumnName("id");
            effect.Property(row => row.Text).HasColumnName("text");
            effect.Property(row => row.Version).HasColumnName("version");
        });
    }
}
