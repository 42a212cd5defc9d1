namespace Stadtgespraeche.Scheduling.Calendar;

/// <summary>
/// What stands in every public calendar entry besides the session: a function mailbox, and where the portal is.
/// </summary>
public sealed class CalendarOptions
{
    public string OrganiserName { get; init; } = "Stadtgespräche";

    public string OrganiserAddress { get; init; } = "organisation@stadtgespraeche.example";

    /// <summary>Address of the portal without a slash at the end; without it entries have no URL.</summary>
    public string? PortalUrl { get; init; }
}
