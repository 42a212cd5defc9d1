using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Registration.Accounts;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>
/// Whom a city's login means by a subject. Connected once by the member, never by an address or a name; neither is
/// asked of the login.
/// </summary>
[Data(Category.Personal)]
[Processing(
    "Anmeldung mit dem Login der Stadt: mit welchem Login und seit wann das Konto verbunden ist",
    Subject = nameof(AccountId),
    Erasure = Erasure.Delete,
    Kept = "bis das Mitglied oder die Kommune die Verbindung trennt oder das Konto gelöscht wird",
    SeenBy = "das Mitglied selbst; die Organisation sieht, dass es eine Verbindung gibt"
)]
public sealed class CityIdentity : IEntityTypeConfiguration<CityIdentity>
{
    /// <summary>OpenID Connect allows no longer one.</summary>
    public const int LongestSubject = 255;

    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required Guid AccountId { get; init; }

    public required DateTimeOffset ConnectedAt { get; init; }

    public void Configure(EntityTypeBuilder<CityIdentity> identity)
    {
        identity.ToTable("city_identities");
        identity.HasKey(row => new { row.Issuer, row.Subject });
        identity.Property(row => row.Issuer).HasMaxLength(CityLogin.LongestIssuer);
        identity.Property(row => row.Subject).HasMaxLength(CityIdentity.LongestSubject);
        // Whoever wants another login of the city disconnects the first one before.
        identity.HasIndex(row => row.AccountId).IsUnique();
        identity.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
