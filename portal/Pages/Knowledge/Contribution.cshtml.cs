using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages.Knowledge;

/// <summary>One released contribution; Knowledge has made its HTML safe.</summary>
public sealed class ContributionModel(HubApi api) : PortalPage
{
    public Contribution Contribution { get; private set; } = null!;

    public Session? Session { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!(await api.ContributionAsync(id, cancellationToken)).Is(out var contribution, out var problem))
        {
            return Explain(problem);
        }

        Contribution = contribution;
        Session = (await api.SessionAsync(contribution.SessionId, cancellationToken)).Value;
        return Page();
    }
}
