namespace Stadtgespraeche.Registration.SignIn;

/// <summary>
/// A name by which people know their own device, "Firefox auf Linux"; too coarse to tell two people apart.
/// </summary>
internal static class DeviceName
{
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    // Order counts: Android says Linux too, and an iPhone says Mac OS X.
    private static readonly (string Sign, string Name)[] Systems =
    [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("CrOS", "Chromebook"),
        ("Linux", "Linux"),
    ];

    public static string Of(string? userAgent)
    {
        var browser = Find(Browsers, userAgent) ?? "Browser";
        return Find(Systems, userAgent) is { } system ? $"{browser} auf {system}" : browser;
    }

    private static string? Find((string Sign, string Name)[] known, string? userAgent) =>
        known.FirstOrDefault(one => userAgent?.Contains(one.Sign, StringComparison.Ordinal) == true).Name;
}
