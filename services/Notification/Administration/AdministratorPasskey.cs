using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Site.Passkeys;

namespace Stadtgespraeche.Notification.Administration;

/// <summary>A passkey (WebAuthn credential) of an administrator.</summary>
[Data(Category.Personal)]
[Processing(
    "Verwaltung: der öffentliche Schlüssel eines Passkeys",
    Subject = nameof(AdministratorId),
    Erasure = Erasure.Otherwise,
    Kept = "bis die Person aus der Verwaltung entfernt wird",
    SeenBy = "niemand"
)]
public sealed class AdministratorPasskey : StoredPasskey, IEntityTypeConfiguration<AdministratorPasskey>
{
    public Guid AdministratorId { get; set; }

    public void Configure(EntityTypeBuilder<AdministratorPasskey> builder)
    {
        builder.ToTable("administrator_passkeys");
        builder.HasKey(passkey => passkey.CredentialId);
        builder.Property(passkey => passkey.CredentialId).HasMaxLength(LongestCredentialId);
        builder
            .HasOne<Administrator>()
            .WithMany()
            .HasForeignKey(passkey => passkey.AdministratorId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
