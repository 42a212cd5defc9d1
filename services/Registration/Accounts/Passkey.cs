using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Site.Passkeys;

namespace Stadtgespraeche.Registration.Accounts;

/// <summary>A passkey (WebAuthn credential) of an account, and the member's name for it.</summary>
[Data(Category.None)]
[Processing(
    "Anmeldung mit Passkey: der öffentliche Schlüssel und sein Name",
    Subject = nameof(AccountId),
    Erasure = Erasure.Delete,
    Kept = "bis das Mitglied den Passkey entfernt",
    SeenBy = "das Mitglied selbst"
)]
public sealed class Passkey : StoredPasskey, IEntityTypeConfiguration<Passkey>
{
    [Data(Category.Personal)]
    public required Guid AccountId { get; init; }

    [Data(Category.Personal)]
    public string Name { get; set; } = "";

    public override void Update(UserPasskeyInfo told)
    {
        base.Update(told);
        Name = told.Name ?? Name;
    }

    public override UserPasskeyInfo ToInfo()
    {
        var info = base.ToInfo();
        info.Name = Name;
        return info;
    }

    public void Configure(EntityTypeBuilder<Passkey> passkey)
    {
        passkey.ToTable("passkeys");
        passkey.HasKey(row => row.CredentialId);
        passkey.Property(row => row.CredentialId).HasMaxLength(StoredPasskey.LongestCredentialId);
        passkey.Property(row => row.Name).HasMaxLength(60);
        passkey.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
