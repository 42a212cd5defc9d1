using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>
/// Participants on paper. The list to sign lies open on a table, so it holds the names of those on site and nothing
/// else; the internal one holds everybody, with questions and needs.
/// </summary>
public sealed class PrintParticipantsModel(HubApi api) : OrganiserPage
{
    [BindProperty(Name = "intern", SupportsGet = true)]
    public string? Which { get; set; }

    public bool Internal => Which == "ja";

    public Session Session { get; private set; } = null!;

    public IReadOnlyList<ParticipantGroup> Groups { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        var session = api.SessionAsync(id, cancellationToken);
        if (
            !(await api.ParticipantsAsync(id, Token, cancellationToken)).Is(out var participants, out var problem)
            || !(await session).Is(out var known, out problem)
        )
        {
            return await Stop(problem);
        }

        Session = known;
        Groups =
        [
            .. ParticipantList
                .Grouped(participants.All)
                .Where(group => group.Heading is "Vor Ort" || (Internal && group.Heading is "Online" or "Warteliste")),
        ];
        return Page();
    }
}
