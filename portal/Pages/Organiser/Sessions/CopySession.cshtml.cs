using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>
/// Takes a session as the template of a new one, under the id that the button brought: pressed twice, it makes one draft.
/// Leads on to the form of the draft.
/// </summary>
public sealed class CopySessionModel(HubApi api) : OrganiserPage
{
    /// <summary>The new session.</summary>
    [BindProperty]
    public Guid Copy { get; set; }

    public IActionResult OnGet() => new SeeOther(Root);

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (Copy == Guid.Empty && Token.Length > 0)
        {
            return new SeeOther(Root);
        }

        var problem = await api.CopySessionAsync(Copy, id, Token, cancellationToken);
        // What was made of it is public by now: there it goes on.
        return problem is null or { Code: "session-exists" }
            ? new SeeOther($"{Root}/sitzungen/{Copy}/bearbeiten")
            : await Stop(problem);
    }
}
