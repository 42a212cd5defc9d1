using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.DataProtection;

/// <summary>What one rule deleted or made anonymous on one day (UTC) for one partner, and why. Numbers only.</summary>
[Data(Category.None)]
public sealed class RetentionReport
{
    public required DateOnly Day { get; init; }

    public required string Rule { get; init; }

    /// <summary>Empty: the rule does not go by partner.</summary>
    public required string Partner { get; init; }

    /// <summary>German, with the limit that applied.</summary>
    public required string Reason { get; init; }

    public required long Rows { get; init; }
}
