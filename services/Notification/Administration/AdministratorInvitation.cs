using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Site.Passkeys;

namespace Stadtgespraeche.Notification.Administration;

/// <summary>
/// A link, good once and for a day, by which somebody becomes an administrator with a first passkey. Only the code's
/// SHA-256 is kept.
/// </summary>
[Data(Category.Personal)]
[Processing(
    "Verwaltung: wer als weitere Person eingeladen ist",
    Subject = nameof(AdministratorId),
    Erasure = Erasure.Otherwise,
    Kept = "bis zur Annahme, längstens 24 Stunden",
    SeenBy = "die Verwaltung der Kommune"
)]
public sealed class AdministratorInvitation : IInvitation, IEntityTypeConfiguration<AdministratorInvitation>
{
    /// <summary>
    /// The id that the administrator will have; the same invitation sent twice is one, with the code that was told
    /// last.
    /// </summary>
    public Guid AdministratorId { get; set; }

    public string Name { get; set; } = "";

    [Data(Category.None)]
    public byte[] CodeHash { get; set; } = [];

    public DateTimeOffset ExpiresAt { get; set; }

    Guid IInvitation.PersonId => AdministratorId;

    string IInvitation.PersonName => Name;

    public void Configure(EntityTypeBuilder<AdministratorInvitation> builder)
    {
        builder.ToTable("administrator_invitations");
        builder.HasKey(invitation => invitation.AdministratorId);
        builder.Property(invitation => invitation.AdministratorId).ValueGeneratedNever();
        builder.Property(invitation => invitation.Name).HasMaxLength(Administrator.LongestName);
        builder.HasIndex(invitation => invitation.CodeHash).IsUnique();
    }
}
