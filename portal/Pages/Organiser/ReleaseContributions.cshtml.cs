using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser;

/// <summary>What members have handed in and nobody has released yet. Releasing publishes exactly the version read here.</summary>
public sealed class ReleaseContributionsModel(HubApi api) : OrganiserPage
{
    [BindProperty]
    public Guid Contribution { get; set; }

    [BindProperty]
    public long? Version { get; set; }

    public IReadOnlyList<Contribution> Submitted { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!(await api.SubmittedAsync(Token, cancellationToken)).Is(out var submitted, out var problem))
        {
            return await Stop(problem);
        }

        Submitted = submitted;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await api.ReleaseAsync(Contribution, Version, Token, cancellationToken) is { } problem)
        {
            return await Stop(problem);
        }

        return GoOn($"{Root}/beitraege", "Der Beitrag ist freigegeben und veröffentlicht.");
    }
}
