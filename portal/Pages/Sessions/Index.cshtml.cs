using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages.Sessions;

/// <summary>Coming and past sessions, in the order in which Scheduling lists them.</summary>
public sealed class IndexModel(HubApi api) : PortalPage
{
    public IReadOnlyList<Session> Coming { get; private set; } = [];

    public IReadOnlyList<Session> Past { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var past = api.SessionsAsync("past", cancellationToken);
        if (
            !(await api.SessionsAsync("coming", cancellationToken)).Is(out var coming, out var problem)
            || !(await past).Is(out var over, out problem)
        )
        {
            return Explain(problem);
        }

        (Coming, Past) = (coming, over);
        return Page();
    }
}
