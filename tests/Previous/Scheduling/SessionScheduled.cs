namespace Stadtgespraeche.Contracts.Scheduling;

/// <summary>
/// A session was announced or changed: its full public state, never the online link. A receiver ignores it when it
/// knows the same or a higher <paramref name="Version"/>. <paramref name="Start"/> is UTC, shown in <paramref
/// name="TimeZone"/> (IANA). <paramref name="CalendarVersion"/> is the version that last changed what stands in a
/// calendar (title, start, length, form, venue), so that a restored partner knows whether its members were told;
/// without it, <paramref name="Version"/> counts.
/// </summary>
[Audience(Audience.AllPartners), Data(Category.None)]
public sealed record SessionScheduled(
    Guid SessionId,
    long Version,
    string Title,
    string Description,
    string Topic,
    DateTimeOffset Start,
    string TimeZone,
    int LengthMinutes,
    SessionForm Form,
    Venue? Venue,
    int CapacityOnSite,
    int CapacityOnline,
    IReadOnlyList<ProgrammeItem> Programme,
    Guid? Resend = null,
    long? CalendarVersion = null
);
