using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser.Impulses;

/// <summary>All impulses that were handed in, what waits for the organisers first, and the open calls.</summary>
public sealed class IndexModel(HubApi api) : OrganiserPage
{
    public IReadOnlyList<(string Heading, List<ImpulseLine> Impulses)> Groups { get; private set; } = [];

    public IReadOnlyList<Call> Calls { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var calls = api.CallsNowAsync(cancellationToken);
        if (!(await api.ImpulsesAsync(Token, cancellationToken)).Is(out var impulses, out var problem))
        {
            return await Stop(problem);
        }

        Groups =
        [
            ("Warten auf die Organisation", [.. impulses.Where(impulse => impulse.State == "HandedIn")]),
            ("Noch offen: eine Frage ist gestellt", [.. impulses.Where(impulse => impulse.State == "Questioned")]),
            ("Angenommen", [.. impulses.Where(impulse => impulse.State == "Accepted")]),
            (
                "Abgelehnt oder zurückgezogen",
                [.. impulses.Where(impulse => impulse.State is "Rejected" or "Withdrawn")]
            ),
        ];
        Calls = (await calls).Value ?? [];
        return Page();
    }
}
