using Microsoft.AspNetCore.Mvc.RazorPages;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Partners;

/// <summary>All partners that take part.</summary>
public sealed class IndexModel(HubApi api) : PageModel
{
    public IReadOnlyList<Partner> Partners { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Partners = [.. (await api.PartnersAsync(cancellationToken)).Where(partner => partner.TakesPart)];
}
