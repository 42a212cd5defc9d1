using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Records;

/// <summary>
/// Where the recording and the minutes of a session are, and who may see that. It never stands in what is public about
/// the session itself. <see cref="Version"/> grows with every change, under the session's row lock.
/// </summary>
[Data(Category.None)]
public sealed class SessionRecord : IEntityTypeConfiguration<SessionRecord>
{
    public Guid SessionId { get; init; }

    public long Version { get; private set; }

    /// <summary>Null: there is none.</summary>
    public string? RecordingLink { get; private set; }

    public RecordAudience RecordingFor { get; private set; }

    public string? MinutesLink { get; private set; }

    public RecordAudience MinutesFor { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    internal bool Says(RecordLink? recording, RecordLink? minutes) => (Recording, Minutes) == (recording, minutes);

    internal RecordLink? Recording => RecordingLink is { } link ? new(link, RecordingFor) : null;

    internal RecordLink? Minutes => MinutesLink is { } link ? new(link, MinutesFor) : null;

    internal void Write(RecordLink? recording, RecordLink? minutes, DateTimeOffset now)
    {
        (RecordingLink, RecordingFor) = (recording?.Link, recording?.For ?? RecordAudience.Members);
        (MinutesLink, MinutesFor) = (minutes?.Link, minutes?.For ?? RecordAudience.Members);
        Version++;
        ChangedAt = now;
    }

    public void Configure(EntityTypeBuilder<SessionRecord> record)
    {
        record.ToTable("session_records");
        record.HasKey(r => r.SessionId);
        record.Property(r => r.SessionId).ValueGeneratedNever();
        record.Property(r => r.RecordingLink).HasMaxLength(RecordLink.Longest);
        record.Property(r => r.MinutesLink).HasMaxLength(RecordLink.Longest);
        record.Property(r => r.RecordingFor).HasConversion<string>().HasMaxLength(20);
        record.Property(r => r.MinutesFor).HasConversion<string>().HasMaxLength(20);
        record.Ignore(r => r.Recording).Ignore(r => r.Minutes);
        record.HasOne<Session>().WithOne().HasForeignKey<SessionRecord>(r => r.SessionId);
    }
}

/// <summary>Who sees a link.</summary>
public enum RecordAudience
{
    Everybody,

    /// <summary>Whoever is signed in.</summary>
    Members,
}

/// <summary>A link to what a session left behind: https, at most 500 characters.</summary>
public sealed record RecordLink(string Link, RecordAudience For)
{
    public const int Longest = 500;
}
