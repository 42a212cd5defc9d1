using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Municipalities;

namespace Stadtgespraeche.Registration.Applications;

/// <summary>
/// A municipality or region that wants to take part. Only the hub's own Notification knows who speaks for it. At most
/// one application of the same applicant can wait for the organisers; unconfirmed ones do not count.
/// </summary>
[Data(Category.None)]
[Processing(
    "Bewerbung: warum eine Kommune mitmachen möchte, und die Rückfragen dazu, ohne Name und Adresse der Ansprechperson",
    Erasure = Erasure.Otherwise,
    Kept = "unbestätigt 72 Stunden; nach Ablehnung 90 Tage; zurückgezogen ohne Inhalt 90 Tage; nach "
        + "Annahme bis 90 Tage, nachdem die Kommune verbunden ist, höchstens ein Jahr",
    SeenBy = "Organisation und die Ansprechperson selbst"
)]
public sealed class Application : IEntityTypeConfiguration<Application>
{
    /// <summary>At most one application for an applicant waits for the organisers.</summary>
    public const string OneUndecided = "ix_applications_undecided";

    /// <summary>How long the applicant has to confirm the address.</summary>
    public static readonly TimeSpan ToConfirm = TimeSpan.FromHours(72);

    public required Guid Id { get; init; }

    /// <summary>Amtlicher Gemeindeschlüssel, 8 digits; null for a region.</summary>
    [Data(Category.None)]
    public string? Ags { get; init; }

    /// <summary>As the register or, for a region, the applicant writes it.</summary>
    [Data(Category.None)]
    public required string Name { get; init; }

    /// <summary>What two applications for the same applicant have in common: <see cref="ClaimOf"/>.</summary>
    [Data(Category.None)]
    public required string Claim { get; init; }

    /// <summary>In the applicant's own words; null once withdrawn.</summary>
    [Data(Category.Personal)]
    public string? Why { get; set; }

    [Data(Category.None)]
    public ApplicationState State { get; private set; }

    /// <summary>Raised with each state, under the row's lock.</summary>
    public long Version { get; private set; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>When it was accepted, refused or withdrawn.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why the organisers refused.</summary>
    [Data(Category.Personal)]
    public string? Refusal { get; private set; }

    /// <summary>The partner's key, once accepted.</summary>
    [Data(Category.None)]
    public string? Partner { get; private set; }

    public List<ApplicationQuestion> Questions { get; init; } = [];

    public bool IsUndecided => State is ApplicationState.Open or ApplicationState.Asked;

    public bool IsLateToConfirm(DateTimeOffset now) =>
        State == ApplicationState.Unconfirmed && ReceivedAt + ToConfirm < now;

    public static string ClaimOf(string? ags, string name) => ags ?? $"region {Municipality.Fold(name)}";

    public void Confirm(RegistrationDbContext db, DateTimeOffset now)
    {
        ConfirmedAt = now;
        Move(db, ApplicationState.Open);
    }

    public void Ask(RegistrationDbContext db, Guid id, string question, DateTimeOffset now)
    {
        db.Add(
            new ApplicationQuestion
            {
                Id = id,
                ApplicationId = Id,
                Question = question,
                AskedAt = now,
            }
        );
        Move(db, ApplicationState.Asked, question);
    }

    /// <summary>Waits for the organisers again when nothing is left to answer.</summary>
    public void Answer(RegistrationDbContext db, ApplicationQuestion question, string answer, DateTimeOffset now)
    {
        (question.Answer, question.AnsweredAt) = (answer, now);
        if (Questions.TrueForAll(other => other.Answer is not null))
        {
            Move(db, ApplicationState.Open);
        }
    }

    public void Accept(RegistrationDbContext db, string partner, DateTimeOffset now)
    {
        (Partner, EndedAt) = (partner, now);
        Move(db, ApplicationState.Accepted);
    }

    public void Refuse(RegistrationDbContext db, string reason, DateTimeOffset now)
    {
        (Refusal, EndedAt) = (reason, now);
        Move(db, ApplicationState.Refused, reason);
    }

    /// <summary>
    /// Everything that the applicant wrote is deleted at once, and the message makes the contact go too. The fact that
    /// there was an application stays for a while.
    /// </summary>
    public void Withdraw(RegistrationDbContext db, DateTimeOffset now)
    {
        (Why, Refusal, EndedAt) = (null, null, now);
        db.RemoveRange(Questions);
        Move(db, ApplicationState.Withdrawn);
    }

    /// <summary>Deletes the row, and the hub's own Notification forgets the contact.</summary>
    public void Forget(RegistrationDbContext db)
    {
        if (State != ApplicationState.Withdrawn)
        {
            Move(db, ApplicationState.Withdrawn);
        }

        db.Remove(this);
    }

    private void Move(RegistrationDbContext db, ApplicationState state, string? text = null)
    {
        (State, Version) = (state, Version + 1);
        db.SendToPartner(PersonalLink.Hub, new ApplicationProgressed(PersonalLink.Hub, Id, Version, state, text));
    }

    public void Configure(EntityTypeBuilder<Application> application)
    {
        application.ToTable("applications");
        application.Property(row => row.Id).ValueGeneratedNever();
        application.Property(row => row.State).HasConversion<string>();
        application
            .HasIndex(row => row.Claim)
            .IsUnique()
            .HasFilter("state in ('Open', 'Asked')")
            .HasDatabaseName(OneUndecided);
        application.HasMany(row => row.Questions).WithOne().HasForeignKey(question => question.ApplicationId);
    }
}
