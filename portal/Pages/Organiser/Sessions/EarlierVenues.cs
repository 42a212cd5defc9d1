using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>Houses of other sessions, to choose one again without typing its address.</summary>
public static class EarlierVenues
{
    public const string Button = "ort";

    /// <summary>Where the browser goes on, so that what was taken over is seen.</summary>
    public const string Anchor = nameof(SessionFields.VenueName);

    public static IReadOnlyList<Choice> Choices(IReadOnlyList<Venue> venues) =>
        venues.Count == 0
            ? []
            : [new("", "Bitte wählen"), .. venues.Select(venue => new Choice(Key(venue), Key(venue)))];

    /// <summary>Replaces what stands in the fields; without a choice all stays as it is.</summary>
    public static void Take(string? chosen, IReadOnlyList<Venue> venues, SessionFields fields)
    {
        if (venues.FirstOrDefault(venue => Key(venue) == chosen) is { } venue)
        {
            (fields.VenueName, fields.VenueStreet) = (venue.Name, venue.Street);
            (fields.VenuePostalCode, fields.VenueCity) = (venue.PostalCode, venue.City);
            fields.VenueAccessibilityNotes = venue.AccessibilityNotes;
        }
    }

    private static string Key(Venue venue) => $"{venue.Name}, {venue.Street}, {venue.PostalCode} {venue.City}";
}
