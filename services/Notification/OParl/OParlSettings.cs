namespace Stadtgespraeche.Notification.OParl;

/// <summary>
/// How much of a city's council information system is read, and how patiently; from the configuration section
/// <c>OParl</c>.
/// </summary>
public sealed class OParlSettings
{
    /// <summary>Also without encryption to another machine, for a server inside the city's own network.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>For one answer, from asking to its last byte.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a page is asked for before the import stops where it is.</summary>
    public int Tries { get; set; } = 4;

    /// <summary>Before the second try; the following ones wait twice as long each.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Of one answer, unpacked, in bytes.</summary>
    public int LargestAnswer { get; set; } = 32 * 1024 * 1024;

    public int MostPages { get; set; } = 5_000;

    /// <summary>Of all kinds together.</summary>
    public int MostObjects { get; set; } = 200_000;
}
