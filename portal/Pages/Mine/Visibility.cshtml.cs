using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.SignIn;

namespace Stadtgespraeche.Portal.Pages.Mine;

/// <summary>
/// The member chooses what others at the same sessions see: name, city, faction, topics, each on its own.
/// </summary>
public sealed class VisibilityModel(HubApi api) : MemberPage
{
    [BindProperty]
    public bool Name { get; set; }

    [BindProperty]
    public bool City { get; set; }

    [BindProperty]
    public string? Faction { get; set; }

    [BindProperty]
    public string? Topics { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!(await api.VisibilityAsync(Token, cancellationToken)).Is(out var visibility, out var problem))
        {
            return await StopAsync(problem);
        }

        (Name, City, Faction, Topics) = (visibility.Name, visibility.City, visibility.Faction, visibility.Topics);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Token.Length == 0)
        {
            return SignInFirst();
        }

        return
            await api.SetVisibilityAsync(new Visibility(Name, City, Faction, Topics), Token, cancellationToken)
                is { } problem
            ? Again(problem)
            : GoOn(
                $"{SignInFlow.Home}/sichtbarkeit",
                "Gespeichert. Ab jetzt sehen andere nur, was Sie geöffnet haben."
            );
    }
}
