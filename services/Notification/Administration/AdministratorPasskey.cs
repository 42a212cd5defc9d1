using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Notification.Administration;

/// <summary>
/// A passkey (WebAuthn credential) of an administrator: the public key and what the authenticator told of itself.
/// </summary>
[Data(Category.Personal)]
[Processing(
    "Verwaltung: der öffentliche Schlüssel eines Passkeys",
    Subject = nameof(AdministratorId),
    Erasure = Erasure.Otherwise,
    Kept = "bis die Person aus der Verwaltung entfernt wird",
    SeenBy = "niemand"
)]
public sealed class AdministratorPasskey : IEntityTypeConfiguration<AdministratorPasskey>
{
    public byte[] CredentialId { get; set; } = [];

    public Guid AdministratorId { get; set; }

    public byte[] PublicKey { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }

    public long SignCount { get; set; }

    public string[] Transports { get; set; } = [];

    public bool UserVerified { get; set; }

    public bool BackupEligible { get; set; }

    public bool BackedUp { get; set; }

    public void Configure(EntityTypeBuilder<AdministratorPasskey> builder)
    {
        builder.ToTable("administrator_passkeys");
        builder.HasKey(passkey => passkey.CredentialId);
        builder.Property(passkey => passkey.CredentialId).HasMaxLength(1023);
        builder
            .HasOne<Administrator>()
            .WithMany()
            .HasForeignKey(passkey => passkey.AdministratorId)
            .OnDelete(DeleteBehavior.Cascade);
    }

    internal UserPasskeyInfo ToInfo() =>
        new(
            CredentialId,
            PublicKey,
            CreatedAt,
            (uint)SignCount,
            Transports,
            UserVerified,
            BackupEligible,
            BackedUp,
            [],
            []
        );
}
