using System.Globalization;

namespace Stadtgespraeche.Portal.Web;

/// <summary>"1 Platz", "12 Plätze", "1.200 Personen".</summary>
public static class Numbers
{
    /// <param name="number">How many there are.</param>
    /// <param name="one">The whole text for one.</param>
    /// <param name="many">What follows the number otherwise.</param>
    public static string Count(int number, string one, string many) =>
        number == 1 ? one : $"{number.ToString("N0", Dates.Culture)} {many}";

    /// <summary>
    /// <paramref name="typed"/> as a whole number; null when nothing was. What is no number is told to <paramref name="wrong"/> under
    /// the name of its <paramref name="field"/>.
    /// </summary>
    public static int? Read(string? typed, string field, Action<string, string> wrong)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (
            int.TryParse(
                typed,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            return number;
        }

        wrong(field, "Bitte geben Sie eine ganze Zahl an.");
        return null;
    }
}
