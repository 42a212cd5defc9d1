using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Registration.Accounts;

/// <summary>
/// A passkey (WebAuthn credential) of an account: the public key and what the authenticator told of itself, and the
/// member's name for it.
/// </summary>
[Data(Category.None)]
[Processing(
    "Anmeldung mit Passkey: der öffentliche Schlüssel und sein Name",
    Subject = nameof(AccountId),
    Erasure = Erasure.Delete,
    Kept = "bis das Mitglied den Passkey entfernt",
    SeenBy = "das Mitglied selbst"
)]
public sealed class Passkey
{
    [Data(Category.Personal)]
    public required byte[] CredentialId { get; init; }

    [Data(Category.Personal)]
    public required Guid AccountId { get; init; }

    [Data(Category.Personal)]
    public required byte[] PublicKey { get; init; }

    [Data(Category.Personal)]
    public required DateTimeOffset CreatedAt { get; init; }

    [Data(Category.Personal)]
    public string Name { get; set; } = "";

    [Data(Category.Personal)]
    public long SignCount { get; set; }

    [Data(Category.Personal)]
    public string[] Transports { get; set; } = [];

    [Data(Category.Personal)]
    public bool UserVerified { get; set; }

    [Data(Category.Personal)]
    public bool BackupEligible { get; set; }

    [Data(Category.Personal)]
    public bool BackedUp { get; set; }

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
        )
        {
            Name = Name,
        };
}

internal sealed class PasskeyTable : IEntityTypeConfiguration<Passkey>
{
    public void Configure(EntityTypeBuilder<Passkey> passkey)
    {
        passkey.ToTable("passkeys");
        passkey.HasKey(row => row.CredentialId);
        passkey.Property(row => row.CredentialId).HasMaxLength(1023);
        passkey.Property(row => row.Name).HasMaxLength(60);
        passkey.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
