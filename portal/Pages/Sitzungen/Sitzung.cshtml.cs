using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages.Sitzungen;

/// <summary>One session: when, where, programme, places, and what it left behind. Places and knowledge may be missing for a while.</summary>
public sealed class SitzungModel(HubApi api, TimeProvider time) : PortalPage
{
    public Session Session { get; private set; } = null!;

    public Places? Places { get; private set; }

    public IReadOnlyList<Contribution>? Contributions { get; private set; }

    public bool IsOver { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        var places = api.PlacesAsync(id, cancellationToken);
        var contributions = api.ContributionsAsync(cancellationToken, session: id);
        if (!(await api.SessionAsync(id, cancellationToken)).Is(out var session, out var problem))
        {
            return Explain(problem);
        }

        Session = session;
        IsOver = session.End <= time.GetUtcNow();
        Places = (await places).Value;
        Contributions = (await contributions).Value?.Contributions;
        return Page();
    }
}
