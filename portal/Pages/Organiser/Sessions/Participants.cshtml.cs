using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>
/// Who comes, by form and city, with questions and needs. One form records attendance and sends only the changes.
/// </summary>
public sealed class ParticipantsModel(HubApi api, TimeProvider time) : OrganiserPage
{
    [BindProperty]
    public List<Guid> Attended { get; set; } = [];

    public Session Session { get; private set; } = null!;

    public IReadOnlyList<Participant> All { get; private set; } = [];

    public IReadOnlyList<ParticipantGroup> Groups { get; private set; } = [];

    public bool HasBegun => Session.Start <= time.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } problem)
        {
            return await Stop(problem);
        }

        Attended = [.. All.Where(person => person.Attended).Select(person => person.MemberId)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } problem)
        {
            return await Stop(problem);
        }

        foreach (var person in All.Where(MayAttend))
        {
            var attended = Attended.Contains(person.MemberId);
            if (
                attended != person.Attended
                && await api.SetAttendanceAsync(id, person.MemberId, attended, Token, cancellationToken) is { } refused
            )
            {
                return Again(refused);
            }
        }

        var present = All.Count(person => MayAttend(person) && Attended.Contains(person.MemberId));
        return GoOn(
            $"{Root}/sitzungen/{id}/teilnehmende",
            $"Gespeichert: {Numbers.Count(present, "1 Person war", "Personen waren")} dabei."
        );
    }

    public static bool MayAttend(Participant person) =>
        person.Attended || person.State is "Seat" or "SeatAndWaiting" or "Waiting";

    private async Task<Problem?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        var session = api.SessionAsync(id, cancellationToken);
        if (
            !(await api.ParticipantsAsync(id, Token, cancellationToken)).Is(out var participants, out var problem)
            || !(await session).Is(out var known, out problem)
        )
        {
            return problem;
        }

        (Session, All, Groups) = (known, participants.All, ParticipantList.Grouped(participants.All));
        return null;
    }
}
