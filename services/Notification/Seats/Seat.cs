using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Notification.Seats;

/// <summary>
/// Our copy of a member's answer to a session: a seat, a waiting place, both, or neither any more. Older versions are
/// ignored. The online link is here only while the seat is online.
/// </summary>
[Data(Category.None)]
[Processing(
    "Plätze (Kopie): was eine E-Mail mit Kalendereintrag über den Platz sagt",
    Subject = nameof(MemberId),
    Erasure = Erasure.Delete,
    Kept = "12 Monate nach der Sitzung",
    SeenBy = "die Kommune"
)]
public sealed class Seat : IEntityTypeConfiguration<Seat>
{
    [Data(Category.Personal)]
    public Guid MemberId { get; set; }

    public Guid SessionId { get; set; }

    public long Version { get; set; }

    [Data(Category.Personal)]
    public SeatForm? Held { get; set; }

    [Data(Category.Personal)]
    public SeatForm? WaitingFor { get; set; }

    [Data(Category.Personal)]
    public int? WaitingPosition { get; set; }

    public string? OnlineLink { get; set; }

    /// <summary>
    /// Why the member has what <see cref="Held"/> and <see cref="WaitingFor"/> say; null when released.
    /// </summary>
    [Data(Category.Personal)]
    public SeatBookedCause? BookedCause { get; set; }

    /// <summary>Why the member has nothing any more; null while there is a seat or a waiting place.</summary>
    [Data(Category.Personal)]
    public SeatReleasedCause? ReleasedCause { get; set; }

    /// <summary>A form that had been dropped is offered again: the member has again what was there before.</summary>
    public bool Restored { get; set; }

    /// <summary>
    /// After a loss of this database: a calendar entry may stand at the member's that no mail here tells of.
    /// </summary>
    public bool MayHaveEntry { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public bool Take(SeatBooked fact, DateTimeOffset now)
    {
        if (fact.Version <= Version)
        {
            return false;
        }

        (Version, Held, WaitingFor, WaitingPosition) = (fact.Version, fact.Seat, fact.WaitingFor, fact.WaitingPosition);
        (BookedCause, ReleasedCause, ChangedAt) = (fact.Cause, null, now);
        Restored = fact.Restored == true;
        OnlineLink = fact.Seat == SeatForm.Online ? fact.OnlineLink : null;
        MayHaveEntry |= fact.DeliveredVersion is not null;
        return true;
    }

    public bool Take(SeatReleased fact, DateTimeOffset now)
    {
        if (fact.Version <= Version)
        {
            return false;
        }

        (Version, Held, WaitingFor, WaitingPosition, OnlineLink) = (fact.Version, null, null, null, null);
        (BookedCause, ReleasedCause, ChangedAt, Restored) = (null, fact.Cause, now, false);
        MayHaveEntry |= fact is { HadSeat: true, DeliveredVersion: not null };
        return true;
    }

    public void Configure(EntityTypeBuilder<Seat> builder)
    {
        builder.ToTable("seats");
        builder.HasKey(seat => new { seat.MemberId, seat.SessionId });
        builder.HasIndex(seat => seat.SessionId);
        builder.Property(seat => seat.Held).HasConversion<string>();
        builder.Property(seat => seat.WaitingFor).HasConversion<string>();
        builder.Property(seat => seat.BookedCause).HasConversion<string>();
        builder.Property(seat => seat.ReleasedCause).HasConversion<string>();
    }
}
