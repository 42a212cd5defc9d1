using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser;

/// <summary>
/// Who changed what, from all services, newest first. The logs hold no names, so the page shows ids.
/// </summary>
public sealed class AuditModel(HubApi api) : OrganiserPage
{
    [BindProperty(SupportsGet = true)]
    public Guid? Vor { get; set; }

    public AuditPage Log { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!(await api.AuditAsync(Vor, Token, cancellationToken)).Is(out var log, out var problem))
        {
            return await Stop(problem);
        }

        Log = log;
        return Page();
    }
}
