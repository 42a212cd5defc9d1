using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;

namespace Stadtgespraeche.Portal.Pages.Mine;

/// <summary>
/// The person's mandates: the present one and those linked with it. Links another one, or unlinks one.
/// </summary>
public sealed class MandatesModel(HubApi api) : MemberPage
{
    [BindProperty]
    public Guid Member { get; set; }

    public IReadOnlyList<LinkedMandate> Mandates { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!(await api.MandatesAsync(Token, cancellationToken)).Is(out var mandates, out var problem))
        {
            return await StopAsync(problem);
        }

        Mandates = mandates.Mandates;
        return Page();
    }

    public async Task<IActionResult> OnPostTrennenAsync(CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return SignInFirst();
        }

        return await api.UnlinkMandateAsync(Member, Token, cancellationToken) is { } problem
            ? await StopAsync(problem)
            : GoOn(
                $"{SignInFlow.Home}/mandate",
                "Die Verbindung ist getrennt. Jede Kommune lädt Sie wieder für sich ein."
            );
    }
}
