using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages;

/// <summary>
/// The page for everything that did not work. Says what happened and what to do next; keeps the status.
/// </summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ProblemModel : PortalPage
{
    public string Title { get; private set; } = "";

    public Explanation Explanation { get; private set; } = new(null, "", []);

    public void OnGet(int status) => Show(status);

    public void OnPost(int status) => Show(status);

    private void Show(int status)
    {
        ModelState.Clear();
        Response.StatusCode = status is >= 400 and <= 599 ? status : StatusCodes.Status404NotFound;
        Explanation =
            HttpContext.Items[ProblemKey] as Explanation ?? new Explanation(null, DetailOf(Response.StatusCode), []);
        Title = Explanation.Title ?? TitleOf(Response.StatusCode);
    }

    private static string TitleOf(int status) =>
        status switch
        {
            413 => "Das war zu viel auf einmal",
            503 => "Die Stadtgespräche sind gerade nicht erreichbar",
            _ => ProblemWords.TitleOf(status),
        };

    private static string DetailOf(int status) =>
        status switch
        {
            400 => ProblemWords.FormTooOld,
            404 => "Vielleicht ist die Adresse nicht vollständig, oder die Seite ist umgezogen.",
            413 => "Bitte kürzen Sie Ihre Angaben und schicken Sie das Formular noch einmal ab.",
            503 => "Bitte versuchen Sie es in einigen Minuten noch einmal.",
            _ => "Bitte versuchen Sie es in einigen Minuten noch einmal. Bleibt der Fehler, melden Sie ihn uns bitte.",
        };
}
