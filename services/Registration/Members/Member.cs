using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Partners;

namespace Stadtgespraeche.Registration.Members;

/// <summary>
/// A member whom a partner vouches for: the id that the partner made, the name that others may see, the mandate's days
/// as far as told. No contact data, no faction. A member never changes the partner; the row stays when the mandate has
/// ended, and a new mandate revives it.
/// </summary>
[Data(Category.None)]
[Processing(
    "Mitgliedschaft: unter welchem Namen andere das Mitglied sehen und welche Kommune für es einsteht",
    Subject = nameof(Id),
    Erasure = Erasure.Delete,
    Kept = "bis 90 Tage nach Ende des Mandats",
    SeenBy = "Organisation; bei eigenen Beiträgen alle"
)]
public sealed class Member : IEntityTypeConfiguration<Member>
{
    [Data(Category.Personal)]
    public required Guid Id { get; init; }

    public required string Partner { get; init; }

    /// <summary>
    /// The highest version that the partner has told; 0: it told nothing, because the member came in by an operator's
    /// invitation.
    /// </summary>
    public long Version { get; set; }

    /// <summary>The version that the hub's other services have heard of; 0: none.</summary>
    public long ToldVersion { get; set; }

    /// <summary>
    /// False: the partner's service has neither the person nor an address, so it can neither answer nor mail.
    /// </summary>
    public bool IsKnownToPartner => Version > 0 || Departed;

    [Data(Category.Personal)]
    public required string DisplayName { get; set; }

    /// <summary>The mandate's first day, where the partner told it; shown to the member alone.</summary>
    [Data(Category.Personal)]
    public DateOnly? MandateFrom { get; set; }

    /// <summary>
    /// The mandate's last day, where the partner told it; its end is told by MandateEnded and not by the calendar.
    /// </summary>
    [Data(Category.Personal)]
    public DateOnly? MandateUntil { get; set; }

    [Data(Category.Personal)]
    public bool Departed { get; set; }

    /// <summary>When we heard that the mandate ended; the time that data is kept counts from here.</summary>
    [Data(Category.Personal)]
    public DateTimeOffset? DepartedAt { get; set; }

    /// <summary>The member has ended all links in mails from before this moment. Null: all count.</summary>
    [Data(Category.Personal)]
    public DateTimeOffset? LinksNotBefore { get; set; }

    /// <summary>Another mandate of the same person is the one that is invited; see Mandates.</summary>
    [Data(Category.Personal)]
    public bool InvitedElsewhere { get; set; }

    /// <summary>Counts the changes of <see cref="InvitedElsewhere"/>, apart from the partner's own count.</summary>
    public long LinkVersion { get; set; }

    /// <summary>False: we only heard of this id, or of its end; nobody ever vouched for a name.</summary>
    public bool WasEnrolled() => DisplayName.Length > 0;

    /// <summary>The mandate's end was told, or its last day is over.</summary>
    public bool HasEnded(DateOnly today) => Departed || MandateUntil < today;

    /// <summary>What the partner hears about its member.</summary>
    public MemberAccepted ToAccepted(IReadOnlyList<DeliveredMail> delivered, Guid? resend = null) =>
        new(
            Partner,
            Id,
            Version,
            DisplayName,
            delivered,
            resend,
            LinkVersion > 0 ? InvitedElsewhere : null,
            LinkVersion > 0 ? LinkVersion : null
        );

    public void Configure(EntityTypeBuilder<Member> member)
    {
        member.ToTable("members");
        member.Property(row => row.Id).ValueGeneratedNever();
        member.Property(row => row.InvitedElsewhere).HasDefaultValue(false);
        member.Property(row => row.LinkVersion).HasDefaultValue(0L);
        member.Property(row => row.ToldVersion).HasDefaultValue(0L);
        member.HasIndex(row => row.Id).HasFilter("told_version < version").HasDatabaseName("ix_members_untold");
        member.Ignore(row => row.IsKnownToPartner);
        member.HasOne<Partner>().WithMany().HasForeignKey(row => row.Partner).OnDelete(DeleteBehavior.Restrict);
    }
}
