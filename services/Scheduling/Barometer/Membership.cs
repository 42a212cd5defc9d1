using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Scheduling.Barometer;

/// <summary>Our copy of who has a mandate that a city confirmed: ids alone.</summary>
[Data(Category.None)]
[Processing(
    "Mandate (Kopie): wer Themen markieren darf und wie viele Mitglieder einer Kommune es dürfen",
    Subject = nameof(MemberId),
    Erasure = Erasure.Delete,
    Kept = "bis 90 Tage nach Ende des Mandats",
    SeenBy = "niemand"
)]
public sealed class Membership : IEntityTypeConfiguration<Membership>
{
    [Data(Category.Personal)]
    public Guid MemberId { get; init; }

    [Data(Category.Personal)]
    public string Partner { get; init; } = "";

    public long Version { get; init; }

    [Data(Category.Personal)]
    public bool Ended { get; init; }

    public void Configure(EntityTypeBuilder<Membership> membership)
    {
        membership.ToTable("memberships");
        membership.HasKey(m => m.MemberId);
        membership.Property(m => m.MemberId).ValueGeneratedNever();
        membership.HasIndex(m => m.Partner);
    }
}

internal static class MembershipQueries
{
    /// <summary>A city confirmed the mandate, and it has not ended.</summary>
    public static Task<bool> MayMarkAsync(
        this SchedulingDbContext db,
        Person person,
        CancellationToken cancellationToken
    ) =>
        db.Memberships.AnyAsync(
            membership =>
                membership.MemberId == person.MemberId && membership.Partner == person.Partner && !membership.Ended,
            cancellationToken
        );
}
