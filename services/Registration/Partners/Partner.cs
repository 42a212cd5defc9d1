using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Partners.Provisioning;

namespace Stadtgespraeche.Registration.Partners;

/// <summary>
/// A partner that was admitted: its key (broker user, issuer of links), the name that people read, and how far it is.
/// </summary>
[Data(Category.None)]
public sealed class Partner : IEntityTypeConfiguration<Partner>
{
    public required string Key { get; init; }

    public required string Name { get; set; }

    /// <summary>Official key of the municipality, 8 digits; null for a region.</summary>
    public string? Ags { get; set; }

    public PartnerState State { get; set; }

    /// <summary>Grows with each change that others hear of by <see cref="PartnerChanged"/>.</summary>
    public long Version { get; set; }

    /// <summary>When it first took part; null: never yet.</summary>
    public DateTimeOffset? ConnectedAt { get; set; }

    public DateTimeOffset? SuspendedAt { get; set; }

    /// <summary>Why, as the organisers wrote it.</summary>
    public string? SuspendedBecause { get; set; }

    /// <summary>When the broker was last brought to what this row says; null: it has to be.</summary>
    public DateTimeOffset? ProvisionedAt { get; set; }

    /// <summary>
    /// RabbitMQ's salted hash of the password; null: nobody can sign in at the broker as this partner.
    /// </summary>
    public string? PasswordHash { get; set; }

    /// <summary>SHA-256 of the code that the first key has to come with.</summary>
    public byte[]? EnrolmentCodeHash { get; set; }

    /// <summary>A code is good once; giving the same again does not revive it.</summary>
    public bool EnrolmentCodeUsed { get; set; }

    /// <summary>From here on the code is good for nothing.</summary>
    public DateTimeOffset? EnrolmentCodeExpiresAt { get; set; }

    /// <summary>The release that the partner's service said it was, last.</summary>
    public string? LastRelease { get; set; }

    public DateTimeOffset? LastStartAt { get; set; }

    public DateTimeOffset? CheckedAt { get; set; }

    /// <summary>Codes of what did not pass in the last check; empty: all passed.</summary>
    public List<string> CheckFailed { get; set; } = [];

    /// <summary>Whether the last check passed.</summary>
    public bool CheckPassed => CheckedAt is not null && CheckFailed.Count == 0;

    public PartnerChanged Told() => new(Key, Version, Name, State);

    /// <summary>Takes a code that was never given before; the earlier one no longer counts.</summary>
    public void SetEnrolmentCode(string code, DateTimeOffset now) =>
        (EnrolmentCodeHash, EnrolmentCodeUsed, EnrolmentCodeExpiresAt) = (
            HashOf(code),
            false,
            now + EnrolmentCode.Lifetime
        );

    /// <summary>Whether this is the code, unused and in time.</summary>
    public bool Admits(string? code, DateTimeOffset now) =>
        code is not null
        && EnrolmentCodeHash is { } hash
        && !EnrolmentCodeUsed
        && now < EnrolmentCodeExpiresAt
        && CryptographicOperations.FixedTimeEquals(hash, HashOf(code));

    internal static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));

    public void Configure(EntityTypeBuilder<Partner> partner)
    {
        partner.ToTable("partners");
        partner.HasKey(row => row.Key);
        partner.Ignore(row => row.CheckPassed);
        partner.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
        partner.Property(row => row.Ags).HasMaxLength(8);
        // A municipality takes part once; who has left may come again under another key.
        partner.HasIndex(row => row.Ags).IsUnique().HasFilter("ags is not null and state <> 'Left'");
    }
}
