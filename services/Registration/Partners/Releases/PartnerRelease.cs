using System.Diagnostics.CodeAnalysis;
using Semver;
using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Registration.Partners.Releases;

/// <summary>Releases of the product as partners name them (semver.org 2.0.0).</summary>
internal static class PartnerRelease
{
    private const int Longest = 60;

    /// <summary>The hub's own, without what stands behind a plus.</summary>
    public static SemVersion Own { get; } =
        SemVersion.Parse(Release.Current, SemVersionStyles.Strict).WithoutMetadata();

    public static bool IsRelease(string? text) => TryRead(text, out _);

    /// <summary>False for a text that names no release: a partner that never started cannot be behind.</summary>
    public static bool IsBehind(string? text) => TryRead(text, out var release) && release.ComparePrecedenceTo(Own) < 0;

    internal static bool TryRead(string? text, [NotNullWhen(true)] out SemVersion? release) =>
        SemVersion.TryParse(text, SemVersionStyles.Strict, out release, 2 * Longest)
        && release.WithoutMetadata().ToString().Length <= Longest
        && release.Major <= int.MaxValue
        && release.Minor <= int.MaxValue
        && release.Patch <= int.MaxValue;
}
