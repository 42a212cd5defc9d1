using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Registration.Partners;

namespace Stadtgespraeche.Registration.CityLogins;

/// <summary>
/// A partner's own login (OpenID Connect: Entra, Keycloak, openDesk), as its coordinator has set it. Good for this
/// partner's members alone.
/// </summary>
[Data(Category.None)]
public sealed class CityLogin : IEntityTypeConfiguration<CityLogin>
{
    public const int LongestIssuer = 300;
    public const int LongestClientId = 200;

    public required string Partner { get; init; }

    /// <summary>Compared letter by letter with what the provider says of itself.</summary>
    public required string Issuer { get; set; }

    public required string ClientId { get; set; }

    /// <summary>Sealed by <see cref="CitySecrets"/>; no answer gives it back.</summary>
    public required string SealedSecret { get; set; }

    public required bool Enabled { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public void Configure(EntityTypeBuilder<CityLogin> login)
    {
        login.ToTable("city_logins");
        login.HasKey(row => row.Partner);
        login.Property(row => row.Issuer).HasMaxLength(CityLogin.LongestIssuer);
        login.Property(row => row.ClientId).HasMaxLength(CityLogin.LongestClientId);
        login.HasOne<Partner>().WithOne().HasForeignKey<CityLogin>(row => row.Partner).OnDelete(DeleteBehavior.Cascade);
    }
}
