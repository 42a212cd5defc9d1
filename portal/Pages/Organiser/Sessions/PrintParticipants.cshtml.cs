using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>
/// The list of participants on paper: a table with room for signatures and nothing that only a screen needs.
/// </summary>
public sealed class PrintParticipantsModel(HubApi api) : OrganiserPage
{
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
                .Where(group => group.Heading is "Vor Ort" or "Online" or "Warteliste"),
        ];
        return Page();
    }
}
