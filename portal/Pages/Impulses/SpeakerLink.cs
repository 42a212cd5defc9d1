using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages.Impulses;

/// <summary>Why the link of an invited speaker does not work, in plain words, and what to do.</summary>
internal static class SpeakerLink
{
    public const string Root = "/impuls";

    public const string Gone =
        "Ihr Link gilt nicht mehr. Öffnen Sie den Link aus der neuesten E-Mail der Organisation in einem neuen Fenster "
        + "und schicken Sie dieses Formular dann noch einmal ab.";

    public static readonly Problem Missing = Of(StatusCodes.Status401Unauthorized, "link-missing");

    public static readonly Problem Unknown = Of(StatusCodes.Status404NotFound, "impulse-unknown");

    public static IActionResult Explain(PortalPage page, Problem problem) =>
        problem.Status switch
        {
            400 or 401 or 403 => page.Explain(
                problem with
                {
                    Status = StatusCodes.Status401Unauthorized,
                    Detail =
                        "Diese Seite gehört zu dem persönlichen Link aus einer E-Mail der Organisation. Er fehlt, "
                        + "ist abgelaufen, unvollständig oder verändert, oder er gehört zu etwas anderem.",
                },
                "Bitte öffnen Sie den Link aus Ihrer E-Mail",
                "Öffnen Sie den Link noch einmal direkt aus der neuesten E-Mail der Organisation.",
                "Wenn Sie den Link kopieren, achten Sie darauf, dass er vollständig ist.",
                "Wenn jemand Ihnen die E-Mail weitergeleitet hat, bitten Sie die Organisation um eine eigene Einladung."
            ),
            404 => page.Explain(
                problem with
                {
                    Detail = "Ihre Einladung ist noch nicht angekommen, oder es gibt sie nicht mehr.",
                },
                "Diese Einladung finden wir nicht",
                "Kommt die E-Mail der Organisation gerade erst an, öffnen Sie den Link in einigen Minuten noch einmal.",
                "Hilft das nicht, antworten Sie der Person, die Sie eingeladen hat."
            ),
            _ => page.Explain(problem),
        };

    private static Problem Of(int status, string code) => new(status, code, "", new Dictionary<string, string[]>());
}
