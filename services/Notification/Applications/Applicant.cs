using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Applications;

/// <summary>
/// Who speaks for a municipality that applies; in the hub's own deployment alone. A row without an address is one whose
/// application was heard of before its contact, or that was withdrawn and must not come back with a late message.
/// </summary>
[Data(Category.None)]
[Processing(
    "Bewerbungen: Ansprechperson einer Kommune, die mitmachen möchte, damit sie Rückfragen und die Entscheidung "
        + "per E-Mail bekommt",
    Subject = nameof(Id),
    Erasure = Erasure.Delete,
    Kept = "bis die Bewerbung zurückgezogen ist; unbestätigt 72 Stunden; nach Ablehnung 90 Tage; "
        + "nach Annahme bis 90 Tage, nachdem die Kommune verbunden ist, höchstens ein Jahr",
    SeenBy = "niemand; nur der Mailversand der Organisation"
)]
public sealed class Applicant : IEntityTypeConfiguration<Applicant>
{
    /// <summary>The application's.</summary>
    [Data(Category.Personal)]
    public Guid Id { get; set; }

    [Data(Category.Personal)]
    public string? Name { get; set; }

    [Data(Category.Personal)]
    public string? Address { get; set; }

    /// <summary>The municipality or region.</summary>
    [Data(Category.None)]
    public string For { get; set; } = "";

    [Data(Category.None)]
    public ApplicationState State { get; set; }

    /// <summary>The hub's; 0 until it said more than that the application came.</summary>
    public long Version { get; set; }

    /// <summary>What the organisers ask, or why they refuse.</summary>
    [Data(Category.Personal)]
    public string? Text { get; set; }

    /// <summary>Until then it can be confirmed.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>What the applicant does not know from having done it; all other states go without a mail.</summary>
    [MemberNotNullWhen(true, nameof(Address))]
    public bool IsTold =>
        Address is not null
        && State
            is ApplicationState.Unconfirmed
                or ApplicationState.Asked
                or ApplicationState.Accepted
                or ApplicationState.Refused;

    /// <summary>Queues the mail about the present version, once.</summary>
    public void Tell(NotificationDbContext db, DateTimeOffset now)
    {
        if (IsTold)
        {
            Queue(ApplicationProgress.Kind, db, now);
        }
    }

    /// <summary>Queues the mail to the organisers that it waits for them.</summary>
    public void TellOrganisers(NotificationDbContext db, DateTimeOffset now) => Queue(ApplicationWaiting.Kind, db, now);

    private void Queue(string kind, NotificationDbContext db, DateTimeOffset now)
    {
        var mail = Mail.Of(kind, Id, Id, now);
        mail.Version = Version;
        db.Add(mail);
    }

    public void Configure(EntityTypeBuilder<Applicant> builder)
    {
        builder.ToTable("applicants");
        builder.Property(applicant => applicant.Id).ValueGeneratedNever();
        builder.Property(applicant => applicant.State).HasConversion<string>();
        builder.HasIndex(applicant => applicant.Address);
    }
}
