namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// Why a page could not be read, in German and without naming anybody. <paramref name="passing"/>: another try may
/// help; <paramref name="missing"/>: there is no such page; <paramref name="unreachable"/>: the server said nothing at
/// all.
/// </summary>
public sealed class OParlFault(
    string message,
    bool passing = false,
    bool missing = false,
    bool unreachable = false,
    TimeSpan? wait = null
) : Exception(message)
{
    public bool Passing { get; } = passing;

    public bool Missing { get; } = missing;

    public bool Unreachable { get; } = unreachable;

    /// <summary>How long the server wants to be left alone.</summary>
    public TimeSpan? Wait { get; } = wait;
}
