using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages.Impulses;

/// <summary>The open calls for impulses, and the way to hand one in.</summary>
public sealed class IndexModel(HubApi api) : PortalPage
{
    /// <summary>Null: not reachable now.</summary>
    public IReadOnlyList<Call>? Calls { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Calls = (await api.CallsAsync(cancellationToken)).Value;
}
