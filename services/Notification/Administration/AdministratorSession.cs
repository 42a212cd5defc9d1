using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Notification.Administration;

/// <summary>
/// A sign-in at the city's own pages; it counts for <see cref="Life"/> and ends at once when the row goes.
/// </summary>
[Data(Category.Personal)]
[Processing(
    "Verwaltung: Anmeldungen an den Seiten der Kommune",
    Subject = nameof(AdministratorId),
    Erasure = Erasure.Otherwise,
    Kept = "bis zur Abmeldung, längstens 12 Stunden",
    SeenBy = "niemand"
)]
public sealed class AdministratorSession : IEntityTypeConfiguration<AdministratorSession>
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    public Guid Id { get; set; }

    public Guid AdministratorId { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public void Configure(EntityTypeBuilder<AdministratorSession> builder)
    {
        builder.ToTable("administrator_sessions");
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder
            .HasOne<Administrator>()
            .WithMany()
            .HasForeignKey(session => session.AdministratorId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
