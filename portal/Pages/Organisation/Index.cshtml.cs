using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Links;
using Stadtgespraeche.Portal.Organiser;
using Stadtgespraeche.Portal.SignIn;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages.Organisation;

/// <summary>
/// The organisers' desk. Without a token it asks for one; the token is tried on the API, kept in a cookie for these pages only, and
/// never stands in an address.
/// </summary>
public sealed class IndexModel(HubApi api, AccessTokens tokens) : PortalPage
{
    [BindProperty]
    public string? Token { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Weiter { get; set; }

    public bool IsOrganiser { get; private set; }

    public IReadOnlyList<Session> Coming { get; private set; } = [];

    public IReadOnlyList<Session> Past { get; private set; } = [];

    public int Submitted { get; private set; }

    public bool Incomplete { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var token = PersonalLinks.Kept(HttpContext, OrganiserPage.Root) ?? (User.IsInRole("organiser") ? await tokens.OfAsync(HttpContext) : null);
        if (token is null)
        {
            return Page();
        }

        var past = api.SessionsAsync("past", cancellationToken);
        var coming = api.SessionsAsync("coming", cancellationToken);
        if (!(await api.SubmittedAsync(token, cancellationToken)).Is(out var submitted, out var problem) && problem.Status is 401 or 403)
        {
            PersonalLinks.Forget(HttpContext, OrganiserPage.Root);
            return Page();
        }

        IsOrganiser = true;
        Submitted = submitted?.Count ?? 0;
        Coming = [.. ((await coming).Value ?? []).OrderBy(session => session.Start)];
        Past = [.. ((await past).Value ?? []).OrderByDescending(session => session.Start)];
        Incomplete = submitted is null || (await coming).Problem is not null || (await past).Problem is not null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var token = Token?.Trim() is { } typed && typed.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? typed[7..].Trim() : Token?.Trim();
        if (string.IsNullOrEmpty(token) || token.Any(character => character is <= ' ' or > '~' or ';' or ',' or '"' or '\\') || token.Length > 4096)
        {
            ModelState.AddModelError(nameof(Token), "Bitte fügen Sie das Token vollständig ein.");
            return Page();
        }

        if ((await api.SubmittedAsync(token, cancellationToken)).Problem is { } problem)
        {
            ModelState.AddModelError(nameof(Token), problem.Status switch
            {
                401 => "Dieses Token gilt nicht oder ist abgelaufen.",
                403 => "Dieses Token gibt kein Recht zur Organisation.",
                _ => problem.Detail,
            });
            return Page();
        }

        PersonalLinks.Keep(HttpContext, OrganiserPage.Root, token);
        return GoOn(Weiter is { } next && next.StartsWith($"{OrganiserPage.Root}/", StringComparison.Ordinal) && Url.IsLocalUrl(next)
            ? next : OrganiserPage.Root, "Sie sind als Organisation angemeldet.");
    }

    public IActionResult OnPostAbmelden()
    {
        PersonalLinks.Forget(HttpContext, OrganiserPage.Root);
        return GoOn(OrganiserPage.Root, "Sie sind abgemeldet.");
    }
}
