using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.DataProtection;

namespace Stadtgespraeche.Notification.Erasures;

/// <summary>
/// An erasure that the hub ordered: open until the final statement is out, then only numbers are left, so that a
/// repeated order can be answered again.
/// </summary>
[Data(Category.None)]
[Processing(
    "Löschung: bis die Abschlussmitteilung verschickt und alles gelöscht ist",
    Erasure = Erasure.Otherwise,
    Kept = "die Kennung, bis gelöscht ist; danach bleiben Zeitpunkt und Anzahlen ohne Bezug zur Person",
    SeenBy = "die Kommune"
)]
public sealed class CityErasure : IEntityTypeConfiguration<CityErasure>
{
    public Guid Id { get; set; }

    [Data(Category.Personal)]
    public Guid? MemberId { get; set; }

    public ErasureCause Cause { get; set; }

    public DateTimeOffset OrderedAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>What the hub's services erased, for the final statement.</summary>
    public IReadOnlyList<ErasedPart> Done { get; set; } = [];

    public Dictionary<string, int> Counts { get; set; } = [];

    public void Configure(EntityTypeBuilder<CityErasure> builder)
    {
        builder.ToTable("erasures");
        builder.Property(erasure => erasure.Id).ValueGeneratedNever();
        builder.Property(erasure => erasure.Cause).HasConversion<string>();
        builder.Property(erasure => erasure.Counts).StoredAsCounts();
        builder
            .Property(erasure => erasure.Done)
            .HasColumnType("jsonb")
            .HasConversion(
                parts => JsonSerializer.Serialize(parts, JsonSerializerOptions.Web),
                json =>
                    JsonSerializer.Deserialize<List<ErasedPart>>(json, JsonSerializerOptions.Web)
                    ?? new List<ErasedPart>(),
                new ValueComparer<IReadOnlyList<ErasedPart>>(
                    (a, b) => ReferenceEquals(a, b),
                    parts => parts.Count,
                    parts => parts
                )
            );
        builder
            .HasIndex(erasure => erasure.OrderedAt)
            .HasFilter("completed_at is null")
            .HasDatabaseName("ix_erasures_open");
    }
}
