using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Pages.Links;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Contributions;

/// <summary>The mail's link to add something to a session leads here. Works like the link to the own seat.</summary>
public sealed class OpenContributionLinkModel(HubApi api) : LinkPage
{
    public async Task<IActionResult> OnGetAsync(string? t, CancellationToken cancellationToken)
    {
        if (t is null)
        {
            return NoLink();
        }

        if (PersonalLinkCookie.SessionOf(t) is not { } session)
        {
            return ExplainLink(new Problem(401, "link-unreadable", "", new Dictionary<string, string[]>()));
        }

        if ((await api.AuthorshipAsync(session, t, cancellationToken)).Problem is { } problem)
        {
            return ExplainLink(problem);
        }

        PersonalLinkCookie.Keep(HttpContext, $"/beitrag/{session}", t);
        return new SeeOther($"/beitrag/{session}");
    }
}
