using Stadtgespraeche.Notification.Seats;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Notification.Calendar;

/// <summary>
/// SEQUENCE of the entry in a member's calendar (RFC 5545, section 3.8.7.4): grows with every change of the session that
/// calendars show and with every change of the member's seat. Both parts only grow, so the sum does too.
/// </summary>
internal static class CalendarSequence
{
    public static long Of(Seat? seat, Session session) => session.CalendarVersion + (seat?.Version ?? 0);
}
