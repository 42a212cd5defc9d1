using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Notification.Corrections;

/// <summary>
/// What a member wants corrected, sealed as it came from the hub and opened only for the city's people: first in a mail
/// to them, then under their requests until one of them has done it.
/// </summary>
[Data(Category.None)]
[Processing(
    "Berichtigung: was ein Mitglied berichtigt haben möchte, für die zuständige Stelle der Kommune, verschlüsselt",
    Subject = nameof(MemberId),
    Erasure = Erasure.Delete,
    Kept = "bis die zuständige Stelle sie als erledigt vermerkt, höchstens 90 Tage",
    SeenBy = "die Kommune"
)]
public sealed class Correction : IEntityTypeConfiguration<Correction>
{
    /// <summary>The request's; the mails about it carry it as what they are about.</summary>
    public Guid Id { get; set; }

    [Data(Category.Personal)]
    public Guid MemberId { get; set; }

    /// <summary>Compact JWE of <c>{"wrong", "right"}</c>.</summary>
    [Data(Category.Personal)]
    public string SealedText { get; set; } = "";

    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>When the mail to the city's people was out, which the member was told; null: it is on its way.</summary>
    public DateTimeOffset? DeliveredAt { get; set; }

    public void Configure(EntityTypeBuilder<Correction> builder)
    {
        builder.ToTable("corrections");
        builder.Property(correction => correction.Id).ValueGeneratedNever();
        builder.HasIndex(correction => correction.MemberId);
    }
}
