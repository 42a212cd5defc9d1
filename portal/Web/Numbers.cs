namespace Stadtgespraeche.Portal.Web;

/// <summary>"1 Platz", "12 Plätze", "1.200 Personen".</summary>
public static class Numbers
{
    /// <param name="number">How many there are.</param>
    /// <param name="one">The whole text for one.</param>
    /// <param name="many">What follows the number otherwise.</param>
    public static string Count(int number, string one, string many) =>
        number == 1 ? one : $"{number.ToString("N0", Dates.Culture)} {many}";
}
