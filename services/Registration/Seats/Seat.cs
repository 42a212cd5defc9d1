using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Registration.Sessions;

namespace Stadtgespraeche.Registration.Seats;

/// <summary>
/// What one member answered for one session: a seat, a place on a waiting list, both (an online seat kept while waiting
/// for a place on site), or neither. The row stays when the seat is released, for its <see cref="Version"/> only ever
/// grows. Changed by <see cref="SeatingRules"/> alone, under the lock of the session's row.
/// </summary>
[Data(Category.None)]
[Processing(
    "Antworten auf Einladungen: Plätze, Wartelisten, Fragen an die Sitzung und Bedarf an Barrierefreiheit",
    Subject = nameof(MemberId),
    Erasure = Erasure.Delete,
    Kept = "12 Monate nach der Sitzung; Bedarf an Barrierefreiheit bis zum Tag nach der Sitzung",
    SeenBy = "Organisation"
)]
public sealed class Seat : IEntityTypeConfiguration<Seat>
{
    public required Guid SessionId { get; init; }

    [Data(Category.Personal)]
    public required Guid MemberId { get; init; }

    /// <summary>Key of the member's partner, which hears of every change.</summary>
    public required string Partner { get; init; }

    public long Version { get; internal set; }

    /// <summary>The form of the seat; null: no seat.</summary>
    [Data(Category.Personal)]
    public SeatForm? Form { get; internal set; }

    /// <summary>Orders those who have a seat of one form by when they got it.</summary>
    public long BookingNumber { get; internal set; }

    [Data(Category.Personal)]
    public SeatForm? WaitingFor { get; internal set; }

    /// <summary>Orders a waiting list; negative for those who were put at its head.</summary>
    public long WaitingNumber { get; internal set; }

    /// <summary>
    /// Counts from 1; kept right for the acting member's seat alone, so that its waiting list need not be read. See
    /// SeatingRules.PositionOf.
    /// </summary>
    internal int Position { get; set; }

    [Data(Category.Personal)]
    public bool Declined { get; internal set; }

    /// <summary>Why the seat is as it is.</summary>
    [Data(Category.Personal)]
    public SeatCause Cause { get; internal set; }

    /// <summary>Whether there was a seat before the last change.</summary>
    [Data(Category.Personal)]
    public bool HadSeat { get; internal set; }

    /// <summary>
    /// The form of the seat before the session dropped a form, until it is offered again or the member answers anew.
    /// </summary>
    [Data(Category.Personal)]
    public SeatForm? WasForm { get; internal set; }

    /// <summary>In the same way what the member waited for, at <see cref="WasWaitingNumber"/>.</summary>
    [Data(Category.Personal)]
    public SeatForm? WasWaitingFor { get; internal set; }

    public long WasWaitingNumber { get; internal set; }

    [Data(Category.Personal)]
    public string? Question { get; set; }

    /// <summary>Health data perhaps: seen by organisers only, deleted after the session or with the seat.</summary>
    [Data(Category.Special)]
    public string? AccessibilityNeeds { get; set; }

    /// <summary>When <see cref="Version"/> last grew; null: before this was noted.</summary>
    [Data(Category.Personal)]
    public DateTimeOffset? ChangedAt { get; internal set; }

    public bool IsReleased => Form is null && WaitingFor is null;

    public SeatState State =>
        (Form, WaitingFor, Declined) switch
        {
            (not null, not null, _) => SeatState.SeatAndWaiting,
            (not null, null, _) => SeatState.Seat,
            (null, not null, _) => SeatState.Waiting,
            (null, null, true) => SeatState.Declined,
            _ => SeatState.None,
        };

    public void Configure(EntityTypeBuilder<Seat> seat)
    {
        seat.ToTable(
            "seats",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_seats_kept",
                    "form is null or waiting_for is null or (form = 'Online' and waiting_for = 'OnSite')"
                );
                table.HasCheckConstraint("ck_seats_declined", "not declined or (form is null and waiting_for is null)");
            }
        );
        seat.HasKey(row => new { row.SessionId, row.MemberId });
        seat.Property(row => row.Form).HasConversion<string>();
        seat.Property(row => row.WaitingFor).HasConversion<string>();
        seat.Property(row => row.Cause).HasConversion<string>();
        seat.Property(row => row.WasForm).HasConversion<string>();
        seat.Property(row => row.WasWaitingFor).HasConversion<string>();
        seat.Ignore(row => row.IsReleased).Ignore(row => row.State).Ignore(row => row.Position);
        seat.HasOne<Session>().WithMany().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Restrict);
        seat.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId).OnDelete(DeleteBehavior.Restrict);
        seat.HasIndex(row => new
            {
                row.SessionId,
                row.WaitingFor,
                row.WaitingNumber,
            })
            .IsUnique()
            .HasFilter("waiting_for is not null")
            .HasDatabaseName("ix_seats_waiting");
    }
}

/// <summary>What a member has at a session.</summary>
public enum SeatState
{
    None,
    Seat,
    Waiting,
    SeatAndWaiting,
    Declined,
}

/// <summary>
/// Every cause that a change of a seat can have; partners hear it as SeatBookedCause or SeatReleasedCause, and
/// FormRestored as Booked that is marked so.
/// </summary>
public enum SeatCause
{
    Booked,
    Promoted,
    FormDropped,
    FormRestored,
    OnlineLinkChanged,
    Cancelled,
    Declined,
    SessionCancelled,
    MandateEnded,
}
