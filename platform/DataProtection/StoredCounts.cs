using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Stadtgespraeche.DataProtection;

/// <summary>Rows by table, stored as one jsonb value.</summary>
public static class StoredCounts
{
    public static PropertyBuilder<Dictionary<string, int>> StoredAsCounts(
        this PropertyBuilder<Dictionary<string, int>> property
    ) =>
        property
            .HasColumnType("jsonb")
            .HasConversion(
                counts => JsonSerializer.Serialize(counts, JsonSerializerOptions.Default),
                json =>
                    JsonSerializer.Deserialize<Dictionary<string, int>>(json, JsonSerializerOptions.Default)
                    ?? new Dictionary<string, int>(),
                new ValueComparer<Dictionary<string, int>>(
                    (a, b) => a!.OrderBy(pair => pair.Key).SequenceEqual(b!.OrderBy(pair => pair.Key)),
                    counts => counts.Count,
                    counts => new Dictionary<string, int>(counts)
                )
            );
}
