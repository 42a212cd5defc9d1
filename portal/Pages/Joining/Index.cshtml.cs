using Microsoft.AspNetCore.Mvc.RazorPages;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Joining;

/// <summary>How to join, and whom to ask: every partner that takes part, with what it publishes itself.</summary>
public sealed class IndexModel(HubApi api) : PageModel
{
    public IReadOnlyList<Partner> Partners { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Partners = [.. (await api.PartnersAsync(cancellationToken)).Where(partner => partner.TakesPart)];
}
