using Microsoft.AspNetCore.Mvc.RazorPages;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages;

/// <summary>
/// What the Stadtgespräche are, the next session, and what was learned lately; when a part is
/// missing, the others still show.
/// </summary>
public sealed class IndexModel(HubApi api) : PageModel
{
    public Session? Next { get; private set; }

    public bool SessionsUnavailable { get; private set; }

    public Places? Places { get; private set; }

    public Barometer? Barometer { get; private set; }

    /// <summary>The open calls for impulses that close first.</summary>
    public IReadOnlyList<Call> Calls { get; private set; } = [];

    public IReadOnlyList<Contribution> Latest { get; private set; } = [];

    public IReadOnlyList<Partner> Partners { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var contributions = api.ContributionsAsync(cancellationToken);
        var barometer = api.BarometerAsync(cancellationToken);
        var partners = api.PartnersAsync(cancellationToken);
        var calls = api.CallsAsync(cancellationToken);
        var coming = await api.SessionsAsync("coming", cancellationToken);
        SessionsUnavailable = coming.Problem is not null;
        Next = coming.Value?.FirstOrDefault(session => !session.IsCancelled);
        Places = Next is null ? null : (await api.PlacesAsync(Next.Id, cancellationToken)).Value;
        Barometer = (await barometer).Value;
        Calls = [.. ((await calls).Value ?? []).Take(3)];
        Latest = [.. ((await contributions).Value?.Contributions ?? []).Take(3)];
        Partners = [.. (await partners).Where(partner => partner.TakesPart)];
    }
}
