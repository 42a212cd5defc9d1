using System.ComponentModel.DataAnnotations;

namespace Stadtgespraeche.Scheduling.Series;

/// <summary>
/// How a series repeats, as it is typed: on a weekday, every few months on the 1st to 4th or last such day of the month, or
/// every few weeks. The first date is the first one from <c>firstDay</c> on; the distance counts from there. It ends by
/// <c>count</c> or with <c>lastDay</c>. Days and the time of day are local to <c>timeZone</c> (IANA).
/// </summary>
public sealed record SeriesPatternRequest(
    [property: EnumDataType(typeof(Rhythm))] string? Rhythm,
    [property: EnumDataType(typeof(WeekOfMonth))] string? Week,
    [property: EnumDataType(typeof(DayOfWeek))] string? Weekday,
    int? Every,
    DateOnly? FirstDay,
    string? StartTime,
    string? TimeZone,
    int? Count,
    DateOnly? LastDay
);

/// <summary>A checked pattern. <see cref="LastDay"/> is always there; without a <see cref="Count"/> it alone ends.</summary>
internal sealed record SeriesPattern(
    Rhythm Rhythm,
    WeekOfMonth Week,
    DayOfWeek Weekday,
    int Every,
    DateOnly FirstDay,
    DateOnly LastDay,
    int? Count = null
);

public enum Rhythm
{
    /// <summary>On a weekday that is counted within the month.</summary>
    Monthly,
    Weekly,
}

/// <summary>Which one of its weekday a day is within its month. There is no fifth: not every month has one.</summary>
public enum WeekOfMonth
{
    First,
    Second,
    Third,
    Fourth,
    Last,
}
