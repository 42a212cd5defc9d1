using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// One page of a walk: still to be read, or what was taken from it. Pages are gone as soon as the import is done.
/// </summary>
[Data(Category.None)]
[Processing(
    "Einlesen des Rates aus dem Ratsinformationssystem: Namen, Fraktion, Funktion und Mandatszeit der "
        + "Ratsmitglieder, bis der Import übernommen ist",
    Erasure = Erasure.Otherwise,
    Kept = "bis der Import übernommen ist, höchstens einen Tag",
    SeenBy = "die Kommune"
)]
public sealed class OParlPage : IEntityTypeConfiguration<OParlPage>
{
    public long Id { get; set; }

    public Guid WalkId { get; set; }

    /// <summary>As a number, for the order of lists is that of reading.</summary>
    public OParlList List { get; set; }

    /// <summary>May be that of a single person.</summary>
    [Data(Category.Personal)]
    public string Address { get; set; } = "";

    public bool Single { get; set; }

    public bool Read { get; set; }

    /// <summary>How many pages before it in a row brought nothing new.</summary>
    public int Barren { get; set; }

    /// <summary>An <see cref="OParlContent"/> as JSON.</summary>
    [Data(Category.Special)]
    public string? Content { get; set; }

    public void Configure(EntityTypeBuilder<OParlPage> builder)
    {
        builder.ToTable("oparl_pages");
        builder.Property(page => page.Content).HasColumnType("jsonb");
        builder
            .HasOne<OParlWalk>()
            .WithMany()
            .HasForeignKey(page => page.WalkId)
            .HasConstraintName("fk_oparl_pages_oparl_walks_walk_id")
            .OnDelete(DeleteBehavior.Cascade);
        builder
            .HasIndex(page => new
            {
                page.WalkId,
                page.List,
                page.Address,
            })
            .IsUnique();
    }
}
