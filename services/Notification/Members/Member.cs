using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// A council member of this city: person, contact and mandate, for which the city alone is the truth. <see
/// cref="Version"/> counts what the city told the hub, <see cref="HubVersion"/> what the hub answered. Mailed only
/// while accepted and within the mandate.
/// </summary>
[Data(Category.Personal)]
[Processing(
    "Mitgliederverzeichnis der Kommune: Person, E-Mail-Adresse, Mandat",
    Subject = nameof(Id),
    Erasure = Erasure.Delete,
    Kept = "bis 90 Tage nach Ende des Mandats",
    SeenBy = "die Kommune"
)]
public sealed class Member : IEntityTypeConfiguration<Member>
{
    public Guid Id { get; set; }

    /// <summary>
    /// The city's own mark for the person (Kennung); null for one whom only the hub remembered after a loss of this
    /// database.
    /// </summary>
    public string? Reference { get; set; }

    public string DisplayName { get; set; } = "";

    public string? Title { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    /// <summary>Lower case.</summary>
    public string? Email { get; set; }

    /// <summary>Political opinion (GDPR Art. 9): from the city's file only, never sent, logged or counted.</summary>
    [Data(Category.Special)]
    public string? Faction { get; set; }

    public string? Role { get; set; }

    public DateOnly? MandateFrom { get; set; }

    /// <summary>The last day of the mandate.</summary>
    public DateOnly? MandateUntil { get; set; }

    [Data(Category.None)]
    public MandateEnd MandateEnd { get; set; }

    /// <summary>Whose seat the person took over; known only here.</summary>
    public Guid? PredecessorId { get; set; }

    /// <summary>
    /// The id of the council in a council information system that last named the person; null: none did.
    /// </summary>
    [Data(Category.None)]
    public string? Source { get; set; }

    [Data(Category.None)]
    public bool MandateEndReported { get; set; }

    [Data(Category.None)]
    public long Version { get; set; }

    [Data(Category.None)]
    public long HubVersion { get; set; }

    /// <summary>
    /// The last resend that named this member, or during which the hub did; whom the latest did not name is enrolled
    /// again when it is over.
    /// </summary>
    [Data(Category.None)]
    public Guid? NamedBy { get; set; }

    public MemberState State { get; set; }

    /// <summary>
    /// The person has another mandate elsewhere, by which invitations come; only what becomes of a seat is mailed from
    /// here.
    /// </summary>
    public bool InvitedElsewhere { get; set; }

    /// <summary>The hub's count of the changes of <see cref="InvitedElsewhere"/>.</summary>
    [Data(Category.None)]
    public long LinkVersion { get; set; }

    /// <summary>When the mandate's end was heard of from the hub.</summary>
    public DateTimeOffset? DepartedAt { get; set; }

    /// <summary>Of what an administrator sees in the form; another once anybody has changed any of it.</summary>
    public string Fingerprint() =>
        Convert.ToHexString(
            SHA256.HashData(
                JsonSerializer.SerializeToUtf8Bytes(
                    new object?[]
                    {
                        Title,
                        FirstName,
                        LastName,
                        DisplayName,
                        Email,
                        Faction,
                        Role,
                        MandateFrom,
                        MandateUntil,
                    }
                )
            )
        );

    public bool MayBeMailed(DateOnly today) =>
        State == MemberState.Accepted
        && Email is not null
        && (MandateFrom is null || MandateFrom <= today)
        && (MandateUntil is null || MandateUntil >= today);

    /// <summary>
    /// From the first day on and, to read, export and erase, also after the last one for as long as the member is kept
    /// here.
    /// </summary>
    public bool MaySignIn(DateOnly today) =>
        State is MemberState.Accepted or MemberState.Departed
        && Email is not null
        && (MandateFrom is null || MandateFrom <= today);

    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.ToTable("members");
        builder.Property(member => member.Id).ValueGeneratedNever();
        builder.Property(member => member.State).HasConversion<string>();
        builder
            .Property(member => member.MandateEnd)
            .HasConversion<string>()
            .HasDefaultValue(MandateEnd.Own)
            .HasSentinel(MandateEnd.Own);
        builder.HasIndex(member => member.Reference).IsUnique();
        builder.HasIndex(member => member.PredecessorId).IsUnique();
        builder
            .HasOne<Member>()
            .WithMany()
            .HasForeignKey(member => member.PredecessorId)
            .OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(member => member.Email).IsUnique().HasFilter("email is not null and state <> 'Departed'");
    }
}

public enum MemberState
{
    Enrolled,
    Accepted,
    Departed,
}
