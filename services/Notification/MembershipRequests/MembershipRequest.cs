using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Notification.MembershipRequests;

/// <summary>
/// Somebody says in the portal to be a member of this city's council. Open until a coordinator confirms it, and then it
/// is gone, or refuses it; unanswered it ends after 90 days. Anybody can send one, under any name: what stands here is
/// only what was typed.
/// </summary>
[Data(Category.None)]
[Processing(
    "Anträge auf Aufnahme: wer sich im Portal als Ratsmitglied gemeldet hat und was die Kommune geantwortet hat",
    Erasure = Erasure.Otherwise,
    Kept = "bis zur Bestätigung; 90 Tage nach einer Ablehnung; unbeantwortet 90 Tage",
    SeenBy = "die Kommune"
)]
public sealed class MembershipRequest : IEntityTypeConfiguration<MembershipRequest>
{
    public Guid Id { get; set; }

    [Data(Category.Personal)]
    public string FirstName { get; set; } = "";

    [Data(Category.Personal)]
    public string LastName { get; set; } = "";

    [Data(Category.Personal)]
    public string? Title { get; set; }

    /// <summary>Political opinion (GDPR Art. 9), given freely by the person.</summary>
    [Data(Category.Special)]
    public string? Faction { get; set; }

    /// <summary>Lower case.</summary>
    [Data(Category.Personal)]
    public string Email { get; set; } = "";

    /// <summary>When the person asked last, by the hub's clock.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    [Data(Category.Personal)]
    public RequestState State { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Why it was refused, as the person reads it.</summary>
    [Data(Category.Personal)]
    public string? Reason { get; set; }

    /// <summary>When the city's people were last told that it waits.</summary>
    public DateTimeOffset? RecalledAt { get; set; }

    public string FullName() => $"{FirstName} {LastName}";

    public string DisplayName() => Title is null ? FullName() : $"{Title} {FullName()}";

    /// <summary>Of what a coordinator is shown; whoever asks again changes it.</summary>
    public string Fingerprint() =>
        Convert.ToHexString(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new[] { FirstName, LastName, Title, Faction, Email }))
        );

    public void Configure(EntityTypeBuilder<MembershipRequest> builder)
    {
        builder.ToTable("membership_requests");
        builder.Property(request => request.Id).ValueGeneratedNever();
        builder.Property(request => request.State).HasConversion<string>();
        builder.HasIndex(request => request.Email).IsUnique().HasFilter("state = 'Open'");
    }
}

public enum RequestState
{
    Open,
    Refused,

    /// <summary>Nobody has answered; goes when the mail that says so is out.</summary>
    Expired,
}
