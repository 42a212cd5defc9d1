using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser.Impulses;

/// <summary>All impulses that were handed in, what waits for the organisers first, and all calls.</summary>
public sealed class IndexModel(HubApi api, TimeProvider time) : OrganiserPage
{
    public IReadOnlyList<(string Heading, List<ImpulseLine> Impulses)> Groups { get; private set; } = [];

    public IReadOnlyList<Call> Calls { get; private set; } = [];

    public IEnumerable<Call> OpenCalls => Calls.Where(call => call.ClosesAt > time.GetUtcNow()).Reverse();

    public IEnumerable<Call> ClosedCalls => Calls.Where(call => call.ClosesAt <= time.GetUtcNow());

    /// <summary>", Aufruf „…“"</summary>
    public string OfCall(ImpulseLine impulse) =>
        Calls.FirstOrDefault(call => call.Id == impulse.CallId) is { } call ? $", Aufruf „{call.Title}“" : "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var calls = api.AllCallsAsync(Token, cancellationToken);
        if (!(await api.ImpulsesAsync(Token, cancellationToken)).Is(out var impulses, out var problem))
        {
            return await Stop(problem);
        }

        Groups =
        [
            ("Warten auf Ihre Entscheidung", [.. impulses.Where(impulse => impulse.State == "HandedIn")]),
            (
                "Noch offen: Sie haben eine Frage gestellt",
                [.. impulses.Where(impulse => impulse.State == "Questioned")]
            ),
            ("Eingeladen, noch offen", [.. impulses.Where(impulse => impulse.State == "Draft")]),
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
