using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Scheduling;

namespace Stadtgespraeche.Notification.Sessions;

/// <summary>
/// Our copy of a session's public state. <see cref="CalendarVersion"/> is the version that last changed what stands in
/// a calendar; with the seat's version it makes the SEQUENCE of a member's entry, which therefore never goes back, not
/// even after a restore.
/// </summary>
[Data(Category.None)]
[Processing(
    "Öffentliches Programm (Kopie): Namen der Vortragenden",
    Erasure = Erasure.Otherwise,
    Kept = "wie im Programm der Organisation",
    SeenBy = "die Kommune"
)]
public sealed class Session : IEntityTypeConfiguration<Session>
{
    public Guid Id { get; set; }

    public long Version { get; set; }

    public long CalendarVersion { get; set; }

    public bool Cancelled { get; set; }

    public string? CancellationReason { get; set; }

    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    public string Topic { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTimeOffset Start { get; set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset EndsAt { get; set; }

    /// <summary>IANA; what people read is in this zone.</summary>
    public string TimeZone { get; set; } = "";

    public int LengthMinutes { get; set; }

    public SessionForm Form { get; set; }

    public Venue? Venue { get; set; }

    [Data(Category.Personal)]
    public IReadOnlyList<ProgrammeItem> Programme { get; set; } = [];

    public bool OffersOnSite => Form.OffersOnSite();

    public bool OffersOnline => Form.OffersOnline();

    /// <summary>Takes over a newer state; returns false, and changes nothing, when this one is as new.</summary>
    public bool Take(SessionScheduled fact)
    {
        if (fact.Version <= Version || Cancelled)
        {
            return false;
        }

        var start = fact.Start.ToUniversalTime();
        var sameInCalendars =
            Version > 0
            && (Title, Start, LengthMinutes, Form, Venue, TimeZone)
                == (fact.Title, start, fact.LengthMinutes, fact.Form, fact.Venue, fact.TimeZone);
        CalendarVersion = Math.Max(
            CalendarVersion,
            fact.CalendarVersion ?? (sameInCalendars ? CalendarVersion : fact.Version)
        );
        (Version, Title, Description, Topic) = (fact.Version, fact.Title, fact.Description, fact.Topic);
        (TimeZone, LengthMinutes, Form, Venue, Programme) = (
            fact.TimeZone,
            fact.LengthMinutes,
            fact.Form,
            fact.Venue,
            fact.Programme
        );
        (Start, EndsAt) = (start, start.AddMinutes(fact.LengthMinutes));
        return true;
    }

    /// <summary>
    /// Called off, for good: no later state brings the session back. Returns false when that was known.
    /// </summary>
    public bool Take(SessionCancelled fact)
    {
        if (Cancelled)
        {
            return false;
        }

        (Cancelled, CancellationReason) = (true, fact.Reason);
        (Version, CalendarVersion) = (Math.Max(Version, fact.Version), Math.Max(CalendarVersion, fact.Version));
        (Title, TimeZone, LengthMinutes) = (fact.Title, fact.TimeZone, fact.LengthMinutes);
        (Start, EndsAt) = (fact.Start.ToUniversalTime(), fact.Start.ToUniversalTime().AddMinutes(fact.LengthMinutes));
        return true;
    }

    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.Form).HasConversion<string>();
        builder
            .Property(session => session.Venue)
            .HasColumnType("jsonb")
            .HasConversion(
                venue => JsonSerializer.Serialize(venue, JsonSerializerOptions.Web),
                json => Read<Venue>(json)
            );
        builder
            .Property(session => session.Programme)
            .HasColumnType("jsonb")
            .HasConversion(
                items => JsonSerializer.Serialize(items, JsonSerializerOptions.Web),
                json => Read<List<ProgrammeItem>>(json) ?? new List<ProgrammeItem>(),
                new ValueComparer<IReadOnlyList<ProgrammeItem>>(
                    (a, b) => a!.SequenceEqual(b!),
                    items => items.Count,
                    items => items.ToList()
                )
            );
        builder.HasIndex(session => session.EndsAt);
    }

    private static T? Read<T>(string json) => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web);
}
