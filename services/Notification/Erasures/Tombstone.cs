using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Notification.Erasures;

/// <summary>
/// Keeps a person who asked to be erased from coming back with the city's next file: keyed hashes of the Kennung, the
/// address and the name. Without the city's key (Keys:Directory, tombstones-001.pem) it says nothing.
/// </summary>
[Data(Category.None)]
[Processing(
    "Sperrvermerk: hält Personen, die ihre Löschung verlangt haben, aus dem nächsten Import heraus, als Prüfsumme mit geheimem Schlüssel",
    Erasure = Erasure.Otherwise,
    Kept = "bis die Person wieder aufgenommen werden will (Befehl readmit)",
    SeenBy = "niemand"
)]
public sealed class Tombstone : IEntityTypeConfiguration<Tombstone>
{
    [Data(Category.Personal)]
    public byte[] Hash { get; set; } = [];

    public DateTimeOffset Since { get; set; }

    public void Configure(EntityTypeBuilder<Tombstone> builder)
    {
        builder.ToTable("tombstones");
        builder.HasKey(tombstone => tombstone.Hash);
    }
}
