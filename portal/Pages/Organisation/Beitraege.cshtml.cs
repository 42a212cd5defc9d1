using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Organiser;

namespace Stadtgespraeche.Portal.Pages.Organisation;

/// <summary>What members have handed in and nobody has released yet; releasing publishes what was read here.</summary>
public sealed class BeitraegeModel(HubApi api) : OrganiserPage
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
