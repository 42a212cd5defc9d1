using Stadtgespraeche.Contracts.Scheduling;

namespace Stadtgespraeche.Scheduling.Sessions;

/// <summary>
/// A checked plan of a session; two plans with the same contents are equal. An online session has no venue, one on site
/// no link.
/// </summary>
public sealed record SessionPlan(
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
    string? OnlineLink,
    Programme Programme
);

/// <summary>The items of a session in order; equal when all items are, which a bare list would not be.</summary>
public sealed record Programme(IReadOnlyList<ProgrammeItem> Items)
{
    public bool Equals(Programme? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Aggregate(0, HashCode.Combine);
}

internal static class SessionLimits
{
    public const int Title = 150;
    public const int Description = 5_000;
    public const int Topic = 100;
    public const int Line = 150;
    public const int Notes = 1_000;
    public const int PostalCode = 10;
    public const int OnlineLink = 500;
    public const int Reason = 1_000;
    public const int Items = 30;
    public const int Capacity = 10_000;
    public const int LengthMinutes = 24 * 60;
}
