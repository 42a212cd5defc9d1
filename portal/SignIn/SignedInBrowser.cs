using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Portal.SignIn;

/// <summary>
/// A browser in which somebody is signed in. The person and the tokens are sealed; the browser knows only the id.
/// </summary>
[Data(Category.None)]
[Processing(
    "Anmeldung am Portal: dass ein Browser angemeldet ist",
    Erasure = Erasure.Otherwise,
    Kept = "bis zur Abmeldung, längstens 30 Tage nach der letzten Nutzung",
    SeenBy = "niemand; der Inhalt ist verschlüsselt"
)]
public sealed class SignedInBrowser : IEntityTypeConfiguration<SignedInBrowser>
{
    public required Guid Id { get; init; }

    /// <summary>The authentication ticket with its tokens, sealed by data protection.</summary>
    [Data(Category.Personal)]
    public required byte[] Ticket { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    public void Configure(EntityTypeBuilder<SignedInBrowser> browser)
    {
        browser.ToTable("sessions");
        browser.Property(row => row.Id).ValueGeneratedNever();
        browser.HasIndex(row => row.ExpiresAt);
    }
}
