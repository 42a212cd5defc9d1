using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Notification.Corrections;

/// <summary>
/// What a member wants corrected, on its way to the city's people: sealed as it came from the hub, opened only when the
/// mail is made, and deleted when the mail is out.
/// </summary>
[Data(Category.None)]
[Processing(
    "Berichtigung: was ein Mitglied berichtigt haben möchte, auf dem Weg zur zuständigen Stelle der Kommune, verschlüsselt",
    Subject = nameof(MemberId),
    Erasure = Erasure.Delete,
    Kept = "bis die E-Mail an die zuständige Stelle verschickt ist",
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

    public void Configure(EntityTypeBuilder<Correction> builder)
    {
        builder.ToTable("corrections");
        builder.Property(correction => correction.Id).ValueGeneratedNever();
        builder.HasIndex(correction => correction.MemberId);
    }
}
