using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;

namespace Stadtgespraeche.Portal.Pages.Impulses;

/// <summary>What the signed-in person has offered, and what became of it.</summary>
public sealed class OwnImpulsesModel(HubApi api) : MemberPage
{
    public IReadOnlyList<OwnImpulse> Impulses { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!(await api.OwnImpulsesAsync(Token, cancellationToken)).Is(out var impulses, out var problem))
        {
            return await StopAsync(problem);
        }

        Impulses = [.. impulses.Where(impulse => !impulse.IsForgotten)];
        return Page();
    }
}
