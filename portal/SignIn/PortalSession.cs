using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Portal.SignIn;

/// <summary>
/// Somebody is signed in with one browser. Who it is and the tokens are sealed; the browser holds the id alone.
/// </summary>
[Data(Category.None)]
[Processing(
    "Anmeldung am Portal: dass ein Browser angemeldet ist",
    Erasure = Erasure.Otherwise,
    Kept = "bis zur Abmeldung, längstens 30 Tage nach der letzten Nutzung",
    SeenBy = "niemand; der Inhalt ist verschlüsselt"
)]
public sealed class PortalSession
{
    public required Guid Id { get; init; }

    /// <summary>The authentication ticket with its tokens, sealed by data protection.</summary>
    [Data(Category.Personal)]
    public required byte[] Ticket { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class SessionTable : IEntityTypeConfiguration<PortalSession>
{
    public void Configure(EntityTypeBuilder<PortalSession> session)
    {
        session.ToTable("sessions");
        session.Property(row => row.Id).ValueGeneratedNever();
        session.HasIndex(row => row.ExpiresAt);
    }
}
