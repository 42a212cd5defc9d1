using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Pages.Links;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Joining;

/// <summary>
/// The applicant's own page, reached by the link of a mail; the token leaves the address at once. Says how far the
/// application is. Buttons confirm it, answer a question and withdraw.
/// </summary>
public sealed class OwnApplicationModel(HubApi api) : PortalPage
{
    public const string Path = "/bewerbung";

    protected override string TokenGone =>
        "Ihr Link gilt nicht mehr. Öffnen Sie den Link aus der neuesten E-Mail zu Ihrer Bewerbung in einem neuen "
        + "Fenster und schicken Sie dieses Formular dann noch einmal ab.";

    [BindProperty]
    public Guid Question { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public bool Sure { get; set; }

    public Application Application { get; private set; } = null!;

    /// <summary>The one to be answered next.</summary>
    public ApplicationQuestion? Unanswered =>
        Application.State == "Asked" ? Application.Questions.FirstOrDefault(question => question.Answer is null) : null;

    public async Task<IActionResult> OnGetAsync(string? t, CancellationToken cancellationToken)
    {
        if (await LoadAsync(t, cancellationToken) is { } problem)
        {
            return problem;
        }

        if (t is null)
        {
            return Page();
        }

        PersonalLinkCookie.Keep(HttpContext, Path, t);
        return new SeeOther(Path);
    }

    public Task<IActionResult> OnPostBestaetigenAsync(CancellationToken cancellationToken) =>
        DoAsync(
            token => api.ConfirmApplicationAsync(token, cancellationToken),
            "Ihre Bewerbung ist bestätigt und liegt jetzt der Organisation vor.",
            cancellationToken
        );

    public Task<IActionResult> OnPostAntwortAsync(CancellationToken cancellationToken) =>
        DoAsync(
            token => api.AnswerQuestionAsync(Question, Answer, token, cancellationToken),
            "Ihre Antwort ist bei der Organisation.",
            cancellationToken
        );

    /// <summary>
    /// Other pages answer a form with 303. This one streams a file, because the file holds a password and must not be
    /// stored on the way.
    /// </summary>
    public async Task<IActionResult> OnPostPaketAsync(CancellationToken cancellationToken)
    {
        if (PersonalLinkCookie.Kept(HttpContext, Path) is not { } token)
        {
            return NoLink();
        }

        if ((await api.OwnKitAsync(token, cancellationToken)).Is(out var kit, out var problem))
        {
            HttpContext.Response.RegisterForDispose(kit);
            return File(
                await kit.Content.ReadAsStreamAsync(cancellationToken),
                "application/zip",
                kit.Content.Headers.ContentDisposition?.FileNameStar ?? "stadtgespraeche.zip"
            );
        }

        return await LoadAsync(null, cancellationToken) is { } gone ? gone : Again(problem);
    }

    public Task<IActionResult> OnPostZurueckziehenAsync(CancellationToken cancellationToken)
    {
        if (!Sure)
        {
            ModelState.AddModelError(
                nameof(Sure),
                "Bitte bestätigen Sie, dass Sie die Bewerbung zurückziehen möchten."
            );
        }

        return DoAsync(
            token => api.WithdrawApplicationAsync(token, cancellationToken),
            "Ihre Bewerbung ist zurückgezogen, Ihre Angaben sind gelöscht.",
            cancellationToken
        );
    }

    private async Task<IActionResult> DoAsync(
        Func<string, Task<Problem?>> change,
        string done,
        CancellationToken cancellationToken
    )
    {
        if (PersonalLinkCookie.Kept(HttpContext, Path) is not { } token)
        {
            return NoLink();
        }

        var problem = ModelState.IsValid ? await change(token) : null;
        if (ModelState.IsValid && problem is null)
        {
            return GoOn(Path, done);
        }

        if (await LoadAsync(null, cancellationToken) is { } gone)
        {
            return gone;
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return problem is null ? Page() : Again(problem);
    }

    private async Task<IActionResult?> LoadAsync(string? link, CancellationToken cancellationToken)
    {
        if ((link ?? PersonalLinkCookie.Kept(HttpContext, Path)) is not { } token || !PersonalLinkCookie.IsToken(token))
        {
            return NoLink();
        }

        if (!(await api.OwnApplicationAsync(token, cancellationToken)).Is(out var application, out var problem))
        {
            return ExplainLink(problem);
        }

        Application = application;
        return null;
    }

    private IActionResult NoLink() =>
        ExplainLink(new Problem(401, "link-missing", "", new Dictionary<string, string[]>()));

    private IActionResult ExplainLink(Problem problem) =>
        problem.Status switch
        {
            400 or 401 or 403 => Explain(
                problem with
                {
                    Status = 401,
                    Detail =
                        "Diese Seite gehört zu dem Link aus einer E-Mail zu Ihrer Bewerbung. Er fehlt, "
                        + "ist abgelaufen, unvollständig oder verändert.",
                },
                "Bitte öffnen Sie den Link aus Ihrer E-Mail",
                "Öffnen Sie den Link noch einmal direkt aus der neuesten E-Mail zu Ihrer Bewerbung.",
                "Wenn Sie den Link kopieren, achten Sie darauf, dass er vollständig ist."
            ),
            404 => Explain(
                problem,
                "Diese Bewerbung gibt es nicht mehr",
                "Wenn Sie noch mitmachen möchten, bewerben Sie sich bitte unter „Mitmachen“ noch einmal."
            ),
            _ => Explain(problem),
        };
}
