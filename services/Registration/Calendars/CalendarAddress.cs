using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Registration.Members;

namespace Stadtgespraeche.Registration.Calendars;

/// <summary>
/// The secret address of a member's own calendar, or one that was switched off. Only the SHA-256 of the secret is here,
/// so nobody who reads the table can read a calendar; a hash without salt is enough for 256 random bits. A member has at
/// most one that counts.
/// </summary>
[Data(Category.None)]
[Processing(
    "Kalender-Abonnement: dass ein Mitglied die eigenen Termine unter einer geheimen Adresse abonniert",
    Subject = nameof(MemberId),
    Erasure = Erasure.Delete,
    Derived = [nameof(SecretHash)],
    Kept = "bis das Mitglied die Adresse abschaltet, die Prüfsumme der abgeschalteten noch 12 Monate",
    SeenBy = "niemand; die Termine sieht, wer die Adresse kennt"
)]
public sealed class CalendarAddress : IEntityTypeConfiguration<CalendarAddress>
{
    /// <summary>256 bits as base64url (RFC 4648, section 5).</summary>
    public const int SecretLength = 43;
    private const int SecretBytes = 32;

    public required byte[] SecretHash { get; init; }

    [Data(Category.Personal)]
    public required Guid MemberId { get; init; }

    [Data(Category.Personal)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null: the address counts.</summary>
    [Data(Category.Personal)]
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Null: this is no secret as we take them.</summary>
    public static byte[]? HashOf(string? secret) =>
        secret is { Length: SecretLength } && Base64Url.IsValid(secret, out var bytes) && bytes == SecretBytes
            ? SHA256.HashData(Encoding.ASCII.GetBytes(secret))
            : null;

    public void Configure(EntityTypeBuilder<CalendarAddress> address)
    {
        address.ToTable("calendar_addresses");
        address.HasKey(row => row.SecretHash);
        address
            .HasIndex(row => row.MemberId)
            .IsUnique()
            .HasFilter("revoked_at is null")
            .HasDatabaseName("ix_calendar_addresses_counting");
        address.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId).OnDelete(DeleteBehavior.Cascade);
    }
}
