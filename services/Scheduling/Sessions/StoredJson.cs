using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Stadtgespraeche.Scheduling.Sessions;

internal static class StoredJson
{
    /// <summary>Keeps a value that is always read and written as a whole in one jsonb column.</summary>
    public static PropertyBuilder<T> StoredAsJson<T>(this PropertyBuilder<T> property)
    {
        property
            .HasColumnType("jsonb")
            .HasConversion(
                value => Write(value),
                json => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!,
                new ValueComparer<T>(
                    (left, right) => Write(left) == Write(right),
                    value => Write(value).GetHashCode(StringComparison.Ordinal),
                    value => value
                )
            ); // records are never changed in place
        return property;
    }

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);
}
