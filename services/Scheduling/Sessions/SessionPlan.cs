using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Scheduling;

namespace Stadtgespraeche.Scheduling.Sessions;

/// <summary>
/// A checked plan of a session, which the session holds as it is; two plans with the same contents are equal. An online
/// session has no venue, one on site no link. Times are UTC, to the minute.
/// </summary>
[Data(Category.None)]
public sealed record SessionPlan
{
    public required string Title { get; init; }

    public required string Description { get; init; }

    public required SessionTopics Topics { get; init; }

    public required DateTimeOffset Start { get; init; }

    /// <summary>IANA: people read the session's times in this zone.</summary>
    public required string TimeZone { get; init; }

    public required int LengthMinutes { get; init; }

    public required SessionForm Form { get; init; }

    public required Venue? Venue { get; init; }

    /// <summary>Null: the session has no seats on site.</summary>
    public required int? CapacityOnSite { get; init; }

    /// <summary>Null: the session has no seats online.</summary>
    public required int? CapacityOnline { get; init; }

    public required string? OnlineLink { get; init; }

    [Data(Category.Personal)]
    public required Programme Programme { get; init; }

    /// <summary>The capacity as the table, the messages and the answers write it: 0 stands for null.</summary>
    internal int SeatsOnSite
    {
        get => CapacityOnSite ?? 0;
        private init => CapacityOnSite = value == 0 ? null : value;
    }

    internal int SeatsOnline
    {
        get => CapacityOnline ?? 0;
        private init => CapacityOnline = value == 0 ? null : value;
    }

    public DateTimeOffset End => Start.AddMinutes(LengthMinutes);

    /// <summary>Whether the entry in people's calendars stays as the other plan made it.</summary>
    public bool LooksInCalendarsLike(SessionPlan? other) =>
        other is not null
        && (Title, Start, TimeZone, LengthMinutes, Form, Venue)
            == (other.Title, other.Start, other.TimeZone, other.LengthMinutes, other.Form, other.Venue);

    internal static void Configure(ComplexPropertyBuilder<SessionPlan> plan)
    {
        plan.Property(p => p.Title).HasColumnName("title").HasMaxLength(SessionLimits.Title);
        plan.Property(p => p.Description).HasColumnName("description").HasMaxLength(SessionLimits.Description);
        plan.Property(p => p.Topics)
            .HasColumnName("topic_ids")
            .HasColumnType("uuid[]")
            .HasConversion(topics => topics.Ids.ToArray(), ids => new SessionTopics(ids));
        plan.Property(p => p.Start).HasColumnName("starts_at");
        plan.Property(p => p.TimeZone).HasColumnName("time_zone").HasMaxLength(60);
        plan.Property(p => p.LengthMinutes).HasColumnName("length_minutes");
        plan.Property(p => p.Form).HasColumnName("form").HasConversion<string>().HasMaxLength(20);
        plan.Property(p => p.Venue)
            .HasColumnName("venue")
            .HasColumnType("jsonb")
            .HasConversion(venue => Write(venue), json => Read<Venue>(json));
        plan.Property(p => p.SeatsOnSite).HasColumnName("capacity_on_site");
        plan.Property(p => p.SeatsOnline).HasColumnName("capacity_online");
        plan.Property(p => p.OnlineLink).HasColumnName("online_link").HasMaxLength(SessionLimits.OnlineLink);
        plan.Property(p => p.Programme)
            .HasColumnName("programme")
            .HasColumnType("jsonb")
            .HasConversion(programme => Write(programme.Items), json => new Programme(Read<List<ProgrammeItem>>(json)));
        plan.Ignore(p => p.CapacityOnSite).Ignore(p => p.CapacityOnline).Ignore(p => p.End);
    }

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!;
}

/// <summary>The items of a session in order; equal when all items are, which a bare list would not be.</summary>
public sealed record Programme(IReadOnlyList<ProgrammeItem> Items)
{
    public bool Equals(Programme? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Aggregate(0, HashCode.Combine);
}
