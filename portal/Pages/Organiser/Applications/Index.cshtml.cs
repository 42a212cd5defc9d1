using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser.Applications;

/// <summary>All confirmed applications: what waits for the organisers first.</summary>
public sealed class IndexModel(HubApi api) : OrganiserPage
{
    public const string Path = $"{Root}/bewerbungen";

    public IReadOnlyList<ApplicationLine> Applications { get; private set; } = [];

    public IEnumerable<(string Heading, IReadOnlyList<ApplicationLine> Lines)> Groups =>
        [
            ("Zu entscheiden", [.. Applications.Where(line => line.State == "Open")]),
            ("Warten auf eine Antwort", [.. Applications.Where(line => line.State == "Asked")]),
            ("Entschieden", [.. Applications.Where(line => line.State is not ("Open" or "Asked"))]),
        ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!(await api.ApplicationsAsync(Token, cancellationToken)).Is(out var lines, out var problem))
        {
            return await Stop(problem);
        }

        Applications = lines;
        return Page();
    }
}
