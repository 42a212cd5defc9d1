using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages.Links;

/// <summary>A page behind a personal link: explains in plain words why a link does not work and what to do.</summary>
public abstract class LinkPage : PortalPage
{
    protected override string TokenGone =>
        "Ihr Link gilt nicht mehr. Öffnen Sie den Link aus der neuesten E-Mail Ihrer Stadt in einem neuen Fenster "
        + "und schicken Sie dieses Formular dann noch einmal ab.";

    protected IActionResult NoLink() =>
        Explain(
            new Problem(
                401,
                "link-missing",
                "Diese Seite gehört zu einem persönlichen Link aus einer E-Mail Ihrer Stadt.",
                Nothing
            ),
            "Bitte öffnen Sie den Link aus Ihrer E-Mail",
            "Öffnen Sie die E-Mail Ihrer Stadt und wählen Sie den Link dort noch einmal.",
            "Wenn Sie keine E-Mail finden, fragen Sie bitte die Ansprechperson Ihrer Stadt."
        );

    protected IActionResult ExplainLink(Problem problem) =>
        problem.Status switch
        {
            400 or 401 => Explain(
                problem with
                {
                    Status = 401,
                    Detail = "Der Link ist abgelaufen, unvollständig oder verändert.",
                },
                "Dieser Link gilt nicht",
                "Öffnen Sie den Link noch einmal direkt aus der neuesten E-Mail Ihrer Stadt.",
                "Wenn Sie den Link kopieren, achten Sie darauf, dass er vollständig ist.",
                "Hilft das nicht, fragen Sie bitte die Ansprechperson Ihrer Stadt."
            ),
            403 when problem.Code == "partner-suspended" => Explain(
                problem,
                "Ihre Kommune ist zurzeit getrennt",
                "Wenn Sie einen Passkey haben oder Ihre Stadt ein eigenes Login hat, melden Sie sich damit an: "
                    + "Ihre Plätze finden Sie in Ihrem Bereich.",
                "Bei Fragen hilft die Ansprechperson Ihrer Stadt."
            ),
            403 => Explain(
                problem,
                "Das ist mit diesem Link nicht möglich",
                "Öffnen Sie den Link aus der E-Mail, die zu diesem Anliegen gehört.",
                "Hilft das nicht, fragen Sie bitte die Ansprechperson Ihrer Stadt."
            ),
            404 or 409 or 410 => Explain(
                problem,
                "Diese Sitzung steht nicht mehr zur Verfügung",
                "Sehen Sie bei den Sitzungen nach, welche Termine es gibt.",
                "Bei Fragen hilft die Ansprechperson Ihrer Stadt."
            ),
            _ => Explain(problem),
        };

    private static readonly Dictionary<string, string[]> Nothing = [];
}
