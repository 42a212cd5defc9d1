namespace Stadtgespraeche.Scheduling.Sessions;

/// <summary>The most that a plan may hold: characters of its texts, items, seats and minutes.</summary>
internal static class SessionLimits
{
    public const int Title = 150;
    public const int Description = 5_000;
    public const int Topics = 5;
    public const int Line = 150;
    public const int Notes = 1_000;
    public const int PostalCode = 10;
    public const int OnlineLink = 500;
    public const int Reason = 1_000;
    public const int Items = 30;
    public const int Capacity = 10_000;
    public const int LengthMinutes = 24 * 60;
}
