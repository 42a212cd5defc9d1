using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Kern;
using Stadtgespraeche.Portal.Links;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages;

/// <summary>A member who attended adds an experience, a good practice or a strategy, and sees what became of earlier ones.</summary>
public sealed class BeitragZurSitzungModel(HubApi api) : LinkPage
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
        (Contribution, Kind, Title, Body) = (known?.Id ?? Guid.CreateVersion7(), known?.Kind, known?.Title, known?.Body);
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
        if (await api.SaveContributionAsync(Contribution, draft, PersonalLinks.Kept(HttpContext, $"/beitrag/{id}")!, cancellationToken) is { } refused)
        {
            return Again(refused);
        }

        return GoOn($"/beitrag/{id}", "Danke! Ihr Beitrag ist eingereicht. Er erscheint, sobald die Organisation ihn freigegeben hat.");
    }

    private async Task<IActionResult?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        if (PersonalLinks.Kept(HttpContext, $"/beitrag/{id}") is not { } token)
        {
            return NoLink();
        }

        var session = api.SessionAsync(id, cancellationToken);
        if (!(await api.AuthorshipAsync(id, token, cancellationToken)).Is(out var authorship, out var problem)
            || !(await session).Is(out var known, out problem))
        {
            return ExplainLink(problem);
        }

        (Session, Authorship) = (known, authorship);
        return null;
    }
}
