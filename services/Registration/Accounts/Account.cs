using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Site.Passkeys;

namespace Stadtgespraeche.Registration.Accounts;

/// <summary>
/// How a member signs in; made at the first sign-in, under the member's own id. No address, no password and no user
/// name are kept: the city's mail, a passkey or the city's login say who it is.
/// </summary>
[Data(Category.None)]
[Processing(
    "Anmeldung: dass ein Mitglied sich schon einmal angemeldet hat und ob Links per E-Mail erlaubt sind",
    Subject = nameof(Id),
    Erasure = Erasure.Delete,
    Kept = "bis das Konto gelöscht wird",
    SeenBy = "das Mitglied selbst"
)]
public sealed class Account : IPasskeyUser, IEntityTypeConfiguration<Account>
{
    [Data(Category.Personal)]
    public required Guid Id { get; init; }

    [Data(Category.Personal)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Changes when what the account trusts changes; every cookie with an older one ends.</summary>
    [Data(Category.Personal)]
    public required string SecurityStamp { get; set; }

    /// <summary>Whoever holds a passkey may refuse links by mail.</summary>
    [Data(Category.Personal)]
    public bool MailSignInOff { get; set; }

    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("accounts");
        account.Property(row => row.Id).ValueGeneratedNever();
        account.Property(row => row.SecurityStamp).HasMaxLength(64);
        account.HasOne<Member>().WithOne().HasForeignKey<Account>(row => row.Id).OnDelete(DeleteBehavior.Cascade);
    }
}
