namespace Stadtgespraeche.Contracts.Scheduling;

/// <summary>
/// Where a session takes place on site; <paramref name="AccessibilityNotes"/> says how one gets in and hears.
/// </summary>
[Data(Category.None)]
public sealed record Venue(
    string Name,
    string Street,
    string PostalCode,
    string City,
    string? AccessibilityNotes = null
);
