using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages.Organiser;

/// <summary>The organisers' desk. Others read how to sign in as an organiser.</summary>
public sealed class IndexModel(HubApi api, RenewedTokens tokens, TimeProvider time) : PortalPage
{
    public bool IsOrganiser { get; private set; }

    public bool IsOperator => User.IsInRole("operator");

    public IReadOnlyList<Session> Coming { get; private set; } = [];

    public IReadOnlyList<Session> Past { get; private set; } = [];

    public IEnumerable<(string Heading, IReadOnlyList<Session> Sessions, bool Over)> Groups =>
        [("Kommende Sitzungen", Coming, false), ("Vergangene Sitzungen", Past, true)];

    public IReadOnlyList<DraftLine> Drafts { get; private set; } = [];

    public int Submitted { get; private set; }

    /// <summary>Proposed topics that wait for the organisers.</summary>
    public int Proposals { get; private set; }

    /// <summary>Impulses that wait for the organisers.</summary>
    public int Impulses { get; private set; }

    /// <summary>Applications that wait for the organisers.</summary>
    public int Applications { get; private set; }

    public bool HasBegun(Session session) => session.Start <= time.GetUtcNow();

    public bool Incomplete { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await tokens.OfAsync(HttpContext) is not { } token || !User.IsInRole("organiser"))
        {
            return Page();
        }

        var past = api.SessionsAsync("past", cancellationToken);
        var coming = api.SessionsAsync("coming", cancellationToken);
        var topics = api.AllTopicsAsync(token, cancellationToken);
        var impulses = api.ImpulsesAsync(token, cancellationToken);
        var drafts = api.DraftsAsync(token, cancellationToken);
        var applications = api.ApplicationsAsync(token, cancellationToken);
        // The API knows whether the role still counts.
        if (
            !(await api.SubmittedAsync(token, cancellationToken)).Is(out var submitted, out var problem)
            && problem.Status is 401 or 403
        )
        {
            return Page();
        }

        IsOrganiser = true;
        Submitted = submitted?.Count ?? 0;
        Applications = (await applications).Value?.Count(line => line.State == "Open") ?? 0;
        Proposals = (await topics).Value?.Count(topic => topic.Stage == "Proposed") ?? 0;
        Impulses = (await impulses).Value?.Count(impulse => impulse.State == "HandedIn") ?? 0;
        Drafts = (await drafts).Value ?? [];
        Coming = [.. ((await coming).Value ?? []).OrderBy(session => session.Start)];
        Past = [.. ((await past).Value ?? []).OrderByDescending(session => session.Start)];
        Incomplete =
            submitted is null
            || (await applications).Problem is not null
            || (await topics).Problem is not null
            || (await impulses).Problem is not null
            || (await drafts).Problem is not null
            || (await coming).Problem is not null
            || (await past).Problem is not null;
        return Page();
    }
}
