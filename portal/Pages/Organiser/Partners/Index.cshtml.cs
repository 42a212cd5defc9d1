using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser.Partners;

/// <summary>All partners: how far each is, what is missing, who runs an old release.</summary>
public sealed class IndexModel(HubApi api) : OrganiserPage
{
    public const string Path = $"{Root}/kommunen";

    public PartnerReports Reports { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!(await api.PartnerReportsAsync(Token, cancellationToken)).Is(out var reports, out var problem))
        {
            return await Stop(problem);
        }

        Reports = reports;
        return Page();
    }
}
