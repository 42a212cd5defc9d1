using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Mine;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages;

/// <summary>
/// How far the erasure is that was ordered from this browser. Works without an account, for there is none any more.
/// </summary>
public sealed class LoeschungModel(HubApi api) : PortalPage
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
