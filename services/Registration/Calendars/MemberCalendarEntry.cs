using System.Security.Cryptography;
using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Stadtgespraeche.Calendars;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Seats;
using Stadtgespraeche.Registration.Sessions;

namespace Stadtgespraeche.Registration.Calendars;

/// <summary>
/// What a member's own calendar says of one session: the seat, or the place on a waiting list as TENTATIVE, or that
/// either is gone. The UID is none that a mail of a city uses: in a calendar that holds both, neither takes the other
/// for its own and changes or removes it. It stays when the address is made anew and when a linked mandate takes the seat over.
/// </summary>
internal sealed class MemberCalendarEntry(
    Guid memberId,
    Session session,
    SessionDetails? details,
    IReadOnlyList<Seat> seats
)
{
    private const string AnyTitle = "Stadtgespräch";
    private const string AnyZone = "Europe/Berlin";
    private readonly Seat seat = seats
        .OrderBy(seat => seat.IsReleased)
        .ThenByDescending(seat => seat.ChangedAt)
        .First();

    public DateTimeOffset Start => session.Start!.Value;

    /// <summary>It tells neither the member's id nor the session's.</summary>
    public string Uid { get; } =
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"calendar/{memberId}/{session.Id}")).AsSpan(0, 16)
        ) + "@stadtgespraeche";

    private DateTimeOffset End => Start.AddMinutes(session.LengthMinutes);

    private bool IsGone => session.Cancelled || seat.IsReleased;

    /// <summary>When anything of this last changed; what is older than the note of it counts as unchanged since then.</summary>
    private DateTimeOffset ChangedAt =>
        seats.Select(one => one.ChangedAt).Append(details?.ChangedAt).Max() ?? DateTimeOffset.UnixEpoch;

    /// <summary>Whoever declined without having had anything has no entry.</summary>
    public bool IsShown(DateTimeOffset now) =>
        IsGone
            ? seat.Cause != SeatCause.Declined && seat.ChangedAt > now - CalendarFeed.CancelledKept
            : End > now - CalendarFeed.PastKept;

    public CalendarEvent Write(Uri portal)
    {
        var zone = details?.TimeZone ?? AnyZone;
        var page = new Uri(portal, $"sitzungen/{session.Id}");
        var title = details?.Title ?? AnyTitle;
        var entry = new CalendarEvent
        {
            Uid = Uid,
            // Each part only grows, so the sum does too.
            Sequence = (int)((details?.CalendarVersion ?? session.Version) + seats.Sum(one => one.Version)),
            DtStamp = CalendarTime.Utc(ChangedAt),
            LastModified = CalendarTime.Utc(ChangedAt),
            Start = CalendarTime.Local(Start, zone),
            End = CalendarTime.Local(End, zone),
            Summary =
                IsGone ? $"Abgesagt: {title}"
                : seat.Form is null ? $"Warteliste: {title}"
                : title,
            Description = $"{Describe()}\n\nÄndern oder absagen, Programm und Zugang: {page}",
            Location = Place(seat.Form ?? seat.WaitingFor),
            Status =
                IsGone ? EventStatus.Cancelled
                : seat.Form is null ? EventStatus.Tentative
                : EventStatus.Confirmed,
            Transparency = IsGone ? TransparencyType.Transparent : TransparencyType.Opaque,
            Url = page,
        };
        // Outlook has a word of its own for whether one is busy.
        entry.AddProperty(
            "X-MICROSOFT-CDO-BUSYSTATUS",
            IsGone ? "FREE"
                : seat.Form is null ? "TENTATIVE"
                : "BUSY"
        );
        return entry;
    }

    private string? Place(SeatForm? form) =>
        form switch
        {
            SeatForm.OnSite => details?.Venue is { } venue
                ? $"{venue.Name}, {venue.Street}, {venue.PostalCode} {venue.City}"
                : null,
            SeatForm.Online => "Online",
            _ => null,
        };

    private string Describe() =>
        (session.Cancelled, seat.Form, seat.WaitingFor) switch
        {
            (true, _, _) => details?.CancellationReason is { } reason
                ? $"Die Sitzung ist abgesagt: {reason}"
                : "Die Sitzung ist abgesagt.",
            (_, null, null) => "Sie haben hier keinen Platz mehr.",
            (_, { } form, null) => $"Sie haben einen Platz ({Words(form)}).{Access(form)}",
            (_, null, { } wanted) => $"Sie stehen auf der Warteliste ({Words(wanted)}), noch ohne Platz.",
            (_, { } form, { } wanted) => $"Sie haben einen Platz ({Words(form)}) und stehen auf der Warteliste "
                + $"({Words(wanted)}).{Access(form)}",
        };

    private string Access(SeatForm form) =>
        form == SeatForm.OnSite && details?.Venue?.AccessibilityNotes is { Length: > 0 } notes
            ? $"\nZugang: {notes}"
            : "";

    private static string Words(SeatForm form) => form == SeatForm.OnSite ? "vor Ort" : "online";
}
