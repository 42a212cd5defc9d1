using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Stadtgespraeche.Site;

/// <summary>
/// The page for everything that did not work: what happened and what to do next, with the status that it had.
/// </summary>
public abstract class ProblemPage : SitePage
{
    private const string Key = "problem";

    public string Title { get; private set; } = "";

    public string Detail { get; private set; } = "";

    /// <summary>Says what the page is to say about the answer of this request; the caller sets the status.</summary>
    public static void Explain(HttpContext context, string title, string detail) =>
        context.Items[Key] = (title, detail);

    // By whatever method the request came that did not work, unknown ones too.
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) =>
        Show(int.Parse($"{context.RouteData.Values["status"]}", CultureInfo.InvariantCulture));

    public void OnGet() { }

    public void OnPost() { }

    /// <summary>What this service alone says about a status.</summary>
    protected virtual (string Title, string Detail)? Words(int status) => null;

    private void Show(int status)
    {
        ModelState.Clear();
        Response.StatusCode = status is >= 400 and <= 599 ? status : StatusCodes.Status404NotFound;
        (Title, Detail) = HttpContext.Items[Key] is (string title, string detail)
            ? (title, detail)
            : Words(Response.StatusCode)
                ?? (ProblemWords.TitleOf(Response.StatusCode), ProblemWords.DetailOf(Response.StatusCode));
    }
}
