using System.Globalization;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>
/// The buttons that add, remove and move items of the programme. Each tells where the browser goes on: the focus stays
/// with the item that was moved. Sent twice, from one form, it does the same.
/// </summary>
public static class ProgrammeButtons
{
    /// <summary>The id of an element of the page; null: the button is none of these.</summary>
    public static string? Press(string? button, List<ProgrammeFields> items)
    {
        if (button == "hinzufuegen")
        {
            items.Add(new ProgrammeFields());
            return $"Programme_{items.Count - 1}__Kind";
        }

        if (
            button?.Split('-') is not [("entfernen" or "frueher" or "spaeter") and var act, var number]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        )
        {
            return null;
        }

        if (at >= items.Count)
        {
            return "programm";
        }

        if (act == "entfernen")
        {
            items.RemoveAt(at);
            return "programm";
        }

        return Move(items, at, act == "frueher" ? -1 : 1);
    }

    public static string IdOf(int at, bool earlier) => $"programm-{at + 1}-{(earlier ? "frueher" : "spaeter")}";

    private static string Move(List<ProgrammeFields> items, int at, int by)
    {
        var to = at + by;
        if (to < 0 || to >= items.Count)
        {
            return "programm";
        }

        (items[at], items[to]) = (items[to], items[at]);
        // The first item has no button to go further up, the last none to go further down: there the other one is left.
        return IdOf(to, earlier: by < 0 ? to > 0 : to == items.Count - 1);
    }
}
