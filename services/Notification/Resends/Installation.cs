using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Notification.Resends;

/// <summary>
/// What this database knows about itself, in one row. <see cref="MembersTable"/> is the object id of its table members:
/// a restored copy has another one, and by that a restore is noticed. While <see cref="HoldResend"/> is set no mail is
/// sent, because what was sent before is not known yet.
/// </summary>
[Data(Category.None)]
public sealed class Installation : IEntityTypeConfiguration<Installation>
{
    public int Id { get; set; } = 1;

    public long MembersTable { get; set; }

    public Guid? HoldResend { get; set; }

    public DateTimeOffset? HoldSince { get; set; }

    /// <summary>
    /// When the service last ran; after a gap longer than messages live at the broker it asks for all facts again.
    /// </summary>
    public DateTimeOffset LastSeen { get; set; }

    /// <summary>When this city has left; from then on it says and asks nothing any more.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    public void Configure(EntityTypeBuilder<Installation> builder)
    {
        builder.ToTable("installations", table => table.HasCheckConstraint("CK_installations_one_row", "id = 1"));
        builder.Property(installation => installation.Id).ValueGeneratedNever();
    }
}

/// <summary>
/// How many facts of one resend came from one owner, and how many it said there are; null until it said so.
/// </summary>
[Data(Category.None)]
public sealed class ResentFacts : IEntityTypeConfiguration<ResentFacts>
{
    public Guid Resend { get; set; }

    public string Owner { get; set; } = "";

    public int Received { get; set; }

    public int? Expected { get; set; }

    public void Configure(EntityTypeBuilder<ResentFacts> builder)
    {
        builder.ToTable("resent_facts");
        builder.HasKey(facts => new { facts.Resend, facts.Owner });
    }
}

/// <summary>Who owns facts that a city keeps copies of.</summary>
public static class Owners
{
    public const string Registration = "registration";
    public const string Scheduling = "scheduling";
    public const string Knowledge = "knowledge";

    public static readonly string[] All = [Registration, Scheduling, Knowledge];
}
