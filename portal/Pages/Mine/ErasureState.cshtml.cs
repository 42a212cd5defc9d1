using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages.Mine;

/// <summary>
/// Shows how far the erasure has come that was ordered from this browser. Needs no account: it is gone already.
/// </summary>
public sealed class ErasureStateModel(HubApi api) : PortalPage
{
    public ErasureState? State { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (ErasureCode.Of(HttpContext) is not { } code)
        {
            return Page();
        }

        if (
            !(await api.ErasureAsync(code, cancellationToken)).Is(out var state, out var problem) && !problem.IsNotFound
        )
        {
            return Explain(problem);
        }

        State = state;
        return Page();
    }
}
