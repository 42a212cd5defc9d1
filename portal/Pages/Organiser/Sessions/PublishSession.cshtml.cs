using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>
/// Shows a draft as visitors will see it, what changes, and whom the mails reach; publishes exactly that, when asked.
/// A draft that is incomplete leads back to its form.
/// </summary>
public sealed class PublishSessionModel(HubApi api) : OrganiserPage
{
    /// <summary>The version of the draft that is shown.</summary>
    [BindProperty]
    public long Version { get; set; }

    public Draft Draft { get; private set; } = null!;

    /// <summary>As visitors will see it; null while the draft is incomplete.</summary>
    public Session? Preview { get; private set; }

    public IReadOnlyList<SessionChange> Changes { get; private set; } = [];

    /// <summary>Null when it cannot be told at the moment.</summary>
    public Reach? Reach { get; private set; }

    /// <summary>New time, form or place: everybody hears of it.</summary>
    public bool MovesCalendars => Changes.Any(change => change.InCalendar);

    public IEnumerable<string> Faults =>
        Draft.Errors.Values.SelectMany(errors => errors.Select(error => error.Message));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } problem)
        {
            return await Stop(problem);
        }

        Version = Draft.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await api.PublishDraftAsync(id, Version, Token, cancellationToken) is not { } problem)
        {
            return GoOn(
                Root,
                "Die Sitzung ist veröffentlicht. Die Städte schreiben jetzt den Mitgliedern, die es betrifft."
            );
        }

        // What is shown again is the present state, with the reason why the former was not published.
        if (await LoadAsync(id, cancellationToken) is { } gone)
        {
            return await Stop(gone);
        }

        ModelState.Clear();
        Version = Draft.Version;
        return Again(problem with { Fields = new Dictionary<string, string[]>() });
    }

    private async Task<Problem?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        var reach = api.ReachAsync(id, Token, cancellationToken);
        var known = api.SessionToEditAsync(id, Token, cancellationToken);
        if (!(await api.DraftAsync(id, Token, cancellationToken)).Is(out var draft, out var problem))
        {
            return problem;
        }

        (Draft, Reach) = (draft, (await reach).Value);
        var topics = (await api.TopicsAsync(cancellationToken)).Value ?? [];
        Preview = draft.Errors.Count == 0 ? SessionPreview.Of(draft, topics) : null;
        var session = (await known).Value;
        Changes = Preview is not null && session is not null ? SessionChange.Between(session, Preview) : [];
        return null;
    }
}
