using System.Globalization;
using System.Text.RegularExpressions;
using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Registration.Partners.Releases;

/// <summary>
/// A release of the product (semver.org 2.0.0), in the order of precedence; the part after a plus is ignored.
/// </summary>
internal sealed partial record SemanticVersion(string Text, IReadOnlyList<int> Numbers, IReadOnlyList<string> Before)
    : IComparable<SemanticVersion>
{
    private const int Longest = 60;

    /// <summary>The hub's own.</summary>
    public static SemanticVersion Own { get; } =
        TryRead(Release.Current) ?? throw new InvalidOperationException($"'{Release.Current}' is no release.");

    public static SemanticVersion? TryRead(string? text) =>
        text is { Length: <= 2 * Longest }
        && Pattern.Match(text) is { Success: true } match
        && match.Groups[1].Length + match.Groups[4].Length <= Longest
        && Enumerable
            .Range(1, 3)
            .Select(group =>
                int.TryParse(
                    match.Groups[group].ValueSpan,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                    ? number
                    : -1
            )
            .ToList()
            is var numbers
        && !numbers.Contains(-1)
            ? new SemanticVersion(
                text.Split('+')[0],
                numbers,
                match.Groups[4].Success ? match.Groups[4].Value.Split('.') : []
            )
            : null;

    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        foreach (var (mine, theirs) in Numbers.Zip(other.Numbers))
        {
            if (mine != theirs)
            {
                return mine.CompareTo(theirs);
            }
        }

        // A pre-release comes before its release.
        if (Before.Count == 0 || other.Before.Count == 0)
        {
            return (Before.Count == 0).CompareTo(other.Before.Count == 0);
        }

        foreach (var (mine, theirs) in Before.Zip(other.Before))
        {
            if (Compare(mine, theirs) is not 0 and var order)
            {
                return order;
            }
        }

        return Before.Count.CompareTo(other.Before.Count);
    }

    // Numbers come before words, and count as numbers however long they are.
    private static int Compare(string one, string other) =>
        (one.All(char.IsAsciiDigit), other.All(char.IsAsciiDigit)) switch
        {
            (true, true) => one.Length != other.Length
                ? one.Length.CompareTo(other.Length)
                : string.CompareOrdinal(one, other),
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(one, other),
        };

    [GeneratedRegex(
        @"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)"
            + @"(?:-((?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
            + @"(?:\.(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*))?(?:\+[0-9A-Za-z.-]+)?\z"
    )]
    private static partial Regex Pattern { get; }
}
