using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
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

    // By whatever method the request came that did not work, unknown ones too.
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) =>
        Show(int.Parse($"{context.RouteData.Values["status"]}", CultureInfo.InvariantCulture));

    public void OnGet() { }

    public void OnPost() { }

    private void Show(int status)
    {
        ModelState.Clear();
        Response.StatusCode = status is >= 400 and <= 599 ? status : StatusCodes.Status404NotFound;
        Explanation =
            HttpContext.Items[ProblemKey] as Explanation ?? new Explanation(null, DetailOf(Response.StatusCode), []);
        Title = Explanation.Title ?? ProblemWords.TitleOf(Response.StatusCode);
    }

    private static string DetailOf(int status) =>
        status switch
        {
            404 => "Vielleicht ist die Adresse nicht vollständig, oder die Seite ist umgezogen.",
            500 =>
                "Bitte versuchen Sie es in einigen Minuten noch einmal. Bleibt der Fehler, melden Sie ihn uns bitte.",
            _ => ProblemWords.DetailOf(status),
        };
}
