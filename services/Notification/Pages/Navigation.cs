namespace Stadtgespraeche.Notification.Pages;

/// <summary>The parts of the city's pages, in the order of the navigation.</summary>
public static class Navigation
{
    public static IReadOnlyList<(string Address, string Label)> All { get; } =
    [
        ("/mitglieder", "Mitglieder"),
        ("/antraege", "Anträge"),
        ("/rechtliches", "Rechtliches"),
        ("/verwaltung", "Verwaltung"),
        ("/protokoll", "Protokoll"),
    ];
}
