using System.Security.Cryptography;
using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Stadtgespraeche.Calendars;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Letters;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Seats;
using Stadtgespraeche.Notification.Sessions;
using Duration = Ical.Net.DataTypes.Duration;

namespace Stadtgespraeche.Notification.Calendar;

/// <summary>
/// The iTIP part of a mail (RFC 5545, 5546): REQUEST sets or updates the member's one entry of a session, CANCEL takes
/// it away. The city's mailbox organises, the member is the only attendee and has accepted already, so no calendar asks
/// for an answer that nobody would read.
/// </summary>
public static class SeatCalendarEntry
{
    public static string Write(MailFacts facts, string method, Partner partner, DateTimeOffset now)
    {
        var (member, session) = (facts.Member!, facts.Session!);
        var entry = new CalendarEvent
        {
            Uid = Uid(member, session),
            DtStamp = CalendarTime.Utc(now),
            Sequence = (int)CalendarSequence.Of(facts.Seat, session),
            Start = CalendarTime.Local(session.Start, session.TimeZone),
            End = CalendarTime.Local(session.EndsAt, session.TimeZone),
            Summary = session.Title,
            Location = Location(session, facts.Seat),
            Description = Description(session, facts.Seat),
            Status = method == CalendarMethods.Cancel ? "CANCELLED" : "CONFIRMED",
            Transparency = TransparencyType.Opaque,
            Organizer = new Organizer($"mailto:{partner.Address}")
            {
                CommonName = partner.Mailbox.Name ?? partner.Name,
            },
            Attendees = [Attendee(member)],
            LastModified = CalendarTime.Utc(now),
        };
        if (method == CalendarMethods.Request)
        {
            Remind(entry);
        }

        // Outlook: shown as busy, and nobody proposes another time to a mailbox that nobody reads.
        entry.AddProperty("X-MICROSOFT-CDO-INTENDEDSTATUS", method == CalendarMethods.Cancel ? "FREE" : "BUSY");
        entry.AddProperty("X-MICROSOFT-DISALLOW-COUNTER", "TRUE");
        var calendar = new Ical.Net.Calendar { Method = method, ProductId = "-//Stadtgespraeche//Notification//DE" };
        calendar.AddTimeZone(CalendarZone.Around(session.Start, session.TimeZone));
        calendar.Events.Add(entry);
        return FoldedCalendar.Write(calendar);
    }

    /// <summary>
    /// One for each mandate: to a calendar, an entry that comes from another organiser, or that counts anew, is another
    /// entry. It tells neither the member's id nor the session's.
    /// </summary>
    private static string Uid(Member member, Session session) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{member.Id}/{session.Id}")).AsSpan(0, 16))}"
        + "@stadtgespraeche";

    private static void Remind(CalendarEvent entry)
    {
        foreach (var before in new[] { Duration.FromDays(-1), Duration.FromHours(-1) })
        {
            entry.Alarms.Add(
                new Alarm
                {
                    Action = AlarmAction.Display,
                    Description = entry.Summary,
                    Trigger = new Trigger(before),
                }
            );
        }
    }

    private static Attendee Attendee(Member member) =>
        new($"mailto:{member.Email}")
        {
            CommonName = member.DisplayName,
            Role = "REQ-PARTICIPANT",
            ParticipationStatus = "ACCEPTED",
            Rsvp = false,
            Type = "INDIVIDUAL",
        };

    private static string Location(Session session, Seat? seat) =>
        seat?.Held switch
        {
            SeatForm.Online => seat.OnlineLink ?? "Online",
            SeatForm.OnSite => SessionWords.Place(session.Venue),
            _ => session.Where(),
        };

    private static string Description(Session session, Seat? seat)
    {
        var lines = new List<string> { $"Stadtgespräch „{session.Title}“" };
        if (seat is { Held: SeatForm.Online, OnlineLink: { } link })
        {
            lines.Add($"Zugang: {link}");
        }

        if (seat?.Held == SeatForm.OnSite && session.Venue?.AccessibilityNotes is { Length: > 0 } notes)
        {
            lines.Add($"Barrierefreiheit: {notes}");
        }

        return string.Join('\n', lines);
    }
}

/// <summary>METHOD of a calendar part.</summary>
public static class CalendarMethods
{
    public const string Request = "REQUEST";
    public const string Cancel = "CANCEL";
}
