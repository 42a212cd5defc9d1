using System.Text.RegularExpressions;

namespace Stadtgespraeche.Rights.Tests;

/// <summary>Real addresses of a route.</summary>
internal static partial class Addresses
{
    /// <summary>With <paramref name="value"/> in place of every parameter; it may be what no route expects.</summary>
    public static string Of(Right right, string value) =>
        Parameter().Replace(right.Pattern.Replace("{documentName}", "v1"), value.Replace("$", "$$"));

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
