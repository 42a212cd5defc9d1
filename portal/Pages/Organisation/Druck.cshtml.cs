using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Organiser;

namespace Stadtgespraeche.Portal.Pages.Organisation;

/// <summary>
/// The list of those who come, on paper: a table with room for a signature, without what only the screen needs.
/// </summary>
public sealed class DruckModel(HubApi api) : OrganiserPage
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
