using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Pages.Links;
using Stadtgespraeche.Portal.SignIn;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Contributions;

/// <summary>
/// A member who attended adds an experience, a good practice or a strategy, and sees what became of earlier ones.
/// Works by the link of a mail or signed in.
/// </summary>
public sealed class WriteContributionModel(HubApi api, RenewedTokens tokens) : LinkPage
{
    public static readonly Choice[] Kinds =
    [
        new("Experience", "Erfahrung", "Was haben Sie erlebt oder gelernt?"),
        new("GoodPractice", "Gute Praxis", "Was läuft in Ihrer Stadt gut und könnte anderswo helfen?"),
        new("Strategy", "Strategie", "Wohin will Ihre Stadt, und wie kommt sie dahin?"),
    ];

    [BindProperty]
    public Guid Contribution { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    public Session Session { get; private set; } = null!;

    public Authorship Authorship { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? bearbeiten, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } problem)
        {
            return problem;
        }

        var known = Authorship.Contributions.FirstOrDefault(contribution => contribution.Id == bearbeiten);
        (Contribution, Kind, Title, Body) = (
            known?.Id ?? Guid.CreateVersion7(),
            known?.Kind,
            known?.Title,
            known?.Body
        );
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } problem)
        {
            return problem;
        }

        if (Kind is null)
        {
            ModelState.AddModelError(nameof(Kind), "Bitte wählen Sie, was Sie beitragen.");
            return Page();
        }

        var draft = new ContributionDraft(id, Kind, Title, Body);
        var saved = PersonalLinkCookie.Kept(HttpContext, $"/beitrag/{id}") is { } link
            ? api.SaveContributionAsync(Contribution, draft, link, cancellationToken)
            : api.SaveOwnContributionAsync(
                Contribution,
                draft,
                await tokens.OfAsync(HttpContext) ?? "",
                cancellationToken
            );
        if (await saved is { } refused)
        {
            return Again(refused);
        }

        return GoOn(
            $"/beitrag/{id}",
            "Danke! Ihr Beitrag ist eingereicht. Er erscheint, sobald die Organisation ihn freigegeben hat."
        );
    }

    public async Task<IActionResult> OnPostZurueckziehenAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } problem)
        {
            return problem;
        }

        var withdrawn = PersonalLinkCookie.Kept(HttpContext, $"/beitrag/{id}") is { } link
            ? api.WithdrawAsync(Contribution, link, cancellationToken)
            : api.WithdrawOwnAsync(Contribution, await tokens.OfAsync(HttpContext) ?? "", cancellationToken);
        return await withdrawn is { } refused
            ? Again(refused)
            : GoOn($"/beitrag/{id}", "Ihr Beitrag ist zurückgezogen.");
    }

    private async Task<IActionResult?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        var link = PersonalLinkCookie.Kept(HttpContext, $"/beitrag/{id}");
        if ((link ?? await tokens.OfAsync(HttpContext)) is not { } token)
        {
            return NoLink();
        }

        var session = api.SessionAsync(id, cancellationToken);
        var own = link is null
            ? api.OwnAuthorshipAsync(id, token, cancellationToken)
            : api.AuthorshipAsync(id, token, cancellationToken);
        if (!(await own).Is(out var authorship, out var problem) || !(await session).Is(out var known, out problem))
        {
            return ExplainLink(problem);
        }

        (Session, Authorship) = (known, authorship);
        return null;
    }
}
