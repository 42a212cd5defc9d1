using Microsoft.AspNetCore.Mvc.RazorPages;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Topics;

/// <summary>The list of topics and the barometer, for everybody; each shows while the other is away.</summary>
public sealed class IndexModel(HubApi api) : PageModel
{
    public IReadOnlyList<Topic>? Topics { get; private set; }

    public Barometer? Barometer { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var barometer = api.BarometerAsync(cancellationToken);
        Topics = (await api.TopicsAsync(cancellationToken)).Value;
        Barometer = (await barometer).Value;
        if (Topics is null)
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }
}
