using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Notification.Pages;

/// <summary>
/// The page for everything that did not work: what happened and what to do next, with the status that it had.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class HinweisModel : SitePage
{
    private const string Key = "hinweis";

    public string Title { get; private set; } = "";

    public string Detail { get; private set; } = "";

    /// <summary>Says what the page is to say about the answer of this request; the caller sets the status.</summary>
    public static void Explain(HttpContext context, string title, string detail) =>
        context.Items[Key] = (title, detail);

    public void OnGet(int status) => Show(status);

    public void OnPost(int status) => Show(status);

    private void Show(int status)
    {
        ModelState.Clear();
        Response.StatusCode = status is >= 400 and <= 599 ? status : StatusCodes.Status404NotFound;
        (Title, Detail) = HttpContext.Items[Key] is (string title, string detail)
            ? (title, detail)
            : (TitleOf(Response.StatusCode), DetailOf(Response.StatusCode));
    }

    private static string TitleOf(int status) =>
        status switch
        {
            400 => "Das Formular konnte nicht angenommen werden",
            401 or 403 => "Das ist Ihnen nicht erlaubt",
            404 => "Diese Seite gibt es nicht",
            410 => "Das gibt es nicht mehr",
            413 => "Das ist zu groß",
            _ => "Das hat leider nicht geklappt",
        };

    private static string DetailOf(int status) =>
        status switch
        {
            400 =>
                "Das Formular war zu lange offen oder unvollständig. Bitte gehen Sie zurück, laden Sie die Seite neu und schicken Sie es noch einmal ab.",
            404 => "Vielleicht ist die Adresse nicht vollständig.",
            413 => "Bitte schicken Sie weniger auf einmal.",
            _ => "Bitte versuchen Sie es in einigen Minuten noch einmal.",
        };
}
