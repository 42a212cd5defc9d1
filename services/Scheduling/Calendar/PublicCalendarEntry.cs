using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime;
using NodaTime.Extensions;
using Stadtgespraeche.Api;
using Stadtgespraeche.Calendars;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Calendar;

/// <summary>
/// Writes the public calendar entry of a session: local time with the rules of its zone, SEQUENCE the session's
/// calendar version. That is always lower than in what a city sends to those with a seat, so a file from the portal
/// never hides a later mail.
/// </summary>
internal static class PublicCalendarEntry
{
    /// <summary><paramref name="topics"/>: the titles of what the session names.</summary>
    public static string Write(
        Session session,
        IReadOnlyList<string> topics,
        CalendarOptions options,
        DateTimeOffset now
    )
    {
        var zone = SessionStart.FindZone(session.Plan.TimeZone)!;
        var calendar = new Ical.Net.Calendar
        {
            Method = CalendarMethods.Publish,
            ProductId = "-//Stadtgespraeche//Scheduling//DE",
        };
        calendar.TimeZones.Add(CalendarZone.Around(session.Plan.Start, session.Plan.TimeZone));
        var entry = new CalendarEvent
        {
            Uid = $"{session.Id}@stadtgespraeche",
            Sequence = (int)session.CalendarVersion,
            DtStamp = Utc(now),
            Created = Utc(session.CreatedAt),
            LastModified = Utc(session.ChangedAt),
            Start = Local(session.Plan.Start, zone),
            End = Local(session.End, zone),
            Summary = session.Plan.Title,
            Description = Describe(session),
            Location = Place(session),
            Status = session.Status == SessionStatus.Cancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
            Categories = [.. topics],
            Organizer = new Organizer($"mailto:{options.OrganiserAddress}") { CommonName = options.OrganiserName },
            Transparency =
                session.Status == SessionStatus.Cancelled ? TransparencyType.Transparent : TransparencyType.Opaque,
        };
        if (options.PortalUrl is { Length: > 0 } portal)
        {
            entry.Url = new Uri($"{portal.TrimEnd('/')}/sitzungen/{session.Id}");
        }

        calendar.Events.Add(entry);
        return FoldedCalendar.Write(calendar);
    }

    // In the hour that is repeated when summer time ends, a local time would be ambiguous.
    private static CalDateTime Local(DateTimeOffset instant, DateTimeZone zone)
    {
        var local = instant.ToInstant().InZone(zone).LocalDateTime;
        return zone.MapLocal(local).Count == 1 ? new CalDateTime(local.ToDateTimeUnspecified(), zone.Id) : Utc(instant);
    }

    private static CalDateTime Utc(DateTimeOffset instant) =>
        new(new DateTime(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerSecond), DateTimeKind.Utc));

    private static string Place(Session session) =>
        session.Plan.Venue is { } venue ? $"{venue.Name}, {venue.Street}, {venue.PostalCode} {venue.City}" : "Online";

    private static string Describe(Session session)
    {
        var text = new StringBuilder();
        if (session.CancellationReason is { } reason)
        {
            text.Append("Abgesagt: ").Append(reason).Append("\n\n");
        }

        text.Append(MarkdownText.ToPlainText(session.Plan.Description));
        if (session.Plan.Programme.Items.Count > 0)
        {
            text.Append("\n\nProgramm:");
        }

        foreach (var item in session.Plan.Programme.Items)
        {
            text.Append("\n- ").Append(item.Title).Append(" (").Append(item.LengthMinutes).Append(" Minuten");
            text.AppendJoin(
                "",
                new[] { item.Speaker, item.Partner, item.Project }
                    .Where(part => part is not null)
                    .Select(part => $", {part}")
            );
            text.Append(')');
        }

        if (session.Plan.Venue?.AccessibilityNotes is { } notes)
        {
            text.Append("\n\nZugang: ").Append(notes);
        }

        if (session.Plan.Form == SessionForm.Hybrid)
        {
            text.Append("\n\nDie Teilnahme ist vor Ort und online möglich.");
        }

        return text.ToString();
    }
}
