using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Stadtgespraeche.Api;
using Stadtgespraeche.Calendars;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Calendar;

/// <summary>
/// Writes the public calendar entry of a session: local time with the rules of its zone, SEQUENCE the session's
/// calendar version. That is always lower than in what a city sends to those with a seat, so a file from the portal
/// never hides a later mail. The UID is the same in the file and in the feed, for both are the same public entry.
/// </summary>
internal static class PublicCalendarEntry
{
    public const string Product = "-//Stadtgespraeche//Scheduling//DE";

    /// <summary>A calendar with this entry alone, to be taken over once (METHOD:PUBLISH).</summary>
    public static string Write(
        Session session,
        IReadOnlyList<string> topics,
        CalendarOptions options,
        DateTimeOffset now
    )
    {
        var calendar = new Ical.Net.Calendar { Method = CalendarMethods.Publish, ProductId = Product };
        calendar.TimeZones.Add(CalendarZone.Around(session.Plan.Start, session.Plan.TimeZone));
        calendar.Events.Add(Of(session, topics, options, now));
        return FoldedCalendar.Write(calendar);
    }

    /// <summary>
    /// <paramref name="topics"/>: the titles of what the session names. With METHOD, <paramref name="stamp"/> is when
    /// the calendar is written, without it when the session last changed (RFC 5545, section 3.8.7.2).
    /// </summary>
    public static CalendarEvent Of(
        Session session,
        IReadOnlyList<string> topics,
        CalendarOptions options,
        DateTimeOffset stamp
    )
    {
        var entry = new CalendarEvent
        {
            Uid = $"{session.Id}@stadtgespraeche",
            Sequence = (int)session.CalendarVersion,
            DtStamp = CalendarTime.Utc(stamp),
            Created = CalendarTime.Utc(session.CreatedAt),
            LastModified = CalendarTime.Utc(session.ChangedAt),
            Start = CalendarTime.Local(session.Plan.Start, session.Plan.TimeZone),
            End = CalendarTime.Local(session.End, session.Plan.TimeZone),
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

        return entry;
    }

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
