using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Registration.Accounts;

/// <summary>
/// One sign-in on one device. While its row is there, the device's cookie and refresh tokens count; taking the row away
/// ends them. The device is named coarsely ("Firefox auf Linux"); no network address is kept.
/// </summary>
[Data(Category.None)]
[Processing(
    "Geräte: wo ein Mitglied angemeldet ist, ohne Netzadresse",
    Subject = nameof(AccountId),
    Erasure = Erasure.Delete,
    Kept = "bis zur Abmeldung, längstens 31 Tage nach der letzten Nutzung",
    SeenBy = "das Mitglied selbst"
)]
public sealed class DeviceSession : IEntityTypeConfiguration<DeviceSession>
{
    [Data(Category.Personal)]
    public required Guid Id { get; init; }

    [Data(Category.Personal)]
    public required Guid AccountId { get; init; }

    /// <summary>How the member showed who it is: a value of <see cref="SignIn.SignInMethod"/>.</summary>
    [Data(Category.Personal)]
    public required string Method { get; init; }

    [Data(Category.Personal)]
    public required string Device { get; init; }

    [Data(Category.Personal)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Exact to five minutes.</summary>
    [Data(Category.Personal)]
    public required DateTimeOffset LastUsedAt { get; set; }

    public void Configure(EntityTypeBuilder<DeviceSession> session)
    {
        session.ToTable("device_sessions");
        session.Property(row => row.Id).ValueGeneratedNever();
        session.Property(row => row.Method).HasMaxLength(20);
        session.Property(row => row.Device).HasMaxLength(60);
        session.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        session.HasIndex(row => row.LastUsedAt);
    }
}

internal static class OtherDevices
{
    /// <summary>
    /// Removes, with the next save, the member's other devices of one way to sign in; locked, so that one that ends
    /// meanwhile is no conflict.
    /// </summary>
    public static async Task EndOtherDevicesAsync(
        this RegistrationDbContext db,
        Guid account,
        string method,
        Guid? thisDevice,
        CancellationToken cancellationToken
    ) =>
        db.DeviceSessions.RemoveRange(
            await db
                .DeviceSessions.FromSql(
                    $"""
                    select * from device_sessions
                    where account_id = {account} and method = {method} and id is distinct from {thisDevice} for update
                    """
                )
                .ToListAsync(cancellationToken)
        );
}
