using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Site.Passkeys;

namespace Stadtgespraeche.Notification.Administration;

/// <summary>
/// Somebody who keeps this city's list of members. No address and no password are kept: a passkey says who it is.
/// </summary>
[Data(Category.Personal)]
[Processing(
    "Verwaltung: wer das Mitgliederverzeichnis der Kommune pflegt",
    Subject = nameof(Id),
    Erasure = Erasure.Otherwise,
    Kept = "bis die Person aus der Verwaltung entfernt wird",
    SeenBy = "die Verwaltung der Kommune"
)]
public sealed class Administrator : IPasskeyUser, IEntityTypeConfiguration<Administrator>
{
    public const int LongestName = 100;

    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public void Configure(EntityTypeBuilder<Administrator> builder)
    {
        builder.ToTable("administrators");
        builder.Property(administrator => administrator.Id).ValueGeneratedNever();
        builder.Property(administrator => administrator.Name).HasMaxLength(LongestName);
    }
}
