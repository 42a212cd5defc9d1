using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Seats;

namespace Stadtgespraeche.Registration.Sessions;

/// <summary>
/// Our copy of what a session means for seats, and the counters of its seats. The row is the lock for everything about
/// its seats. It is there from the first message that names the session, whichever that is.
/// </summary>
[Data(Category.None)]
public sealed class Session : IEntityTypeConfiguration<Session>
{
    public required Guid Id { get; init; }

    /// <summary>The session's version at Scheduling; 0: neither announced nor called off yet.</summary>
    public long Version { get; set; }

    public bool Cancelled { get; set; }

    /// <summary>UTC; null until announced.</summary>
    public DateTimeOffset? Start { get; set; }

    public int LengthMinutes { get; set; }

    public string? OnlineLink { get; set; }

    public long OnlineLinkVersion { get; set; }

    public SeatCounts OnSite { get; private set; } = new();

    public SeatCounts Online { get; private set; } = new();

    /// <summary>The lowest number given to the head of a waiting list.</summary>
    public long FirstNumber { get; set; }

    /// <summary>The highest number given to a booking.</summary>
    public long LastNumber { get; set; }

    public SeatCounts Of(SeatForm form) => form == SeatForm.OnSite ? OnSite : Online;

    /// <summary>Seats can be booked and changed until the session's end, so that latecomers can join.</summary>
    public bool IsOver(DateTimeOffset now) => Start is { } start && now >= start.AddMinutes(LengthMinutes);

    public bool IsOpen(DateTimeOffset now) => Start is not null && !Cancelled && !IsOver(now);

    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable(
            "sessions",
            table =>
            {
                table.HasCheckConstraint("ck_sessions_taken", "on_site_taken >= 0 and online_taken >= 0");
                table.HasCheckConstraint("ck_sessions_waiting", "on_site_waiting >= 0 and online_waiting >= 0");
            }
        );
        session.Property(row => row.Id).ValueGeneratedNever();
        Columns(session.ComplexProperty(row => row.OnSite), "on_site");
        Columns(session.ComplexProperty(row => row.Online), "online");
        session.HasIndex(row => row.Start);
    }

    private static void Columns(ComplexPropertyBuilder<SeatCounts> seats, string prefix)
    {
        seats.Property(row => row.Capacity).HasColumnName($"{prefix}_capacity");
        seats.Property(row => row.Taken).HasColumnName($"{prefix}_taken");
        seats.Property(row => row.Waiting).HasColumnName($"{prefix}_waiting");
        seats.Ignore(row => row.Free);
    }
}
