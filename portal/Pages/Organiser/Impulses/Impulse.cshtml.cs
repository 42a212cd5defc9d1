using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Impulses;

/// <summary>One impulse: ask, decide, note, put into the draft of a session. What was typed stays when it cannot be taken.</summary>
public sealed class ImpulseModel(HubApi api) : OrganiserPage
{
    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Session { get; set; }

    /// <summary>Of the question in the form, so that sending it twice asks once.</summary>
    [BindProperty]
    public Guid MessageId { get; set; }

    /// <summary>What the organiser decides about.</summary>
    [BindProperty]
    public long ContentVersion { get; set; }

    /// <summary>The state that the organiser saw: of two who decide at once, the later looks again.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    [BindProperty]
    public long Version { get; set; }

    public ImpulseForOrganisers Impulse { get; private set; } = null!;

    public string? TopicTitle { get; private set; }

    public string? CallTitle { get; private set; }

    public IReadOnlyList<Choice> Sessions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } problem)
        {
            return await Stop(problem);
        }

        (Note, ContentVersion, Version) = (Impulse.Note, Impulse.ContentVersion, Impulse.Version);
        (MessageId, Session, Seen) = (Guid.CreateVersion7(), Impulse.SessionId?.ToString(), Impulse.State);
        return Page();
    }

    public Task<IActionResult> OnPostFragenAsync(Guid id, CancellationToken cancellationToken) =>
        DoAsync(id, $"messages/{MessageId}", new { Text }, "Die Frage ist gestellt.", cancellationToken);

    public Task<IActionResult> OnPostAnnehmenAsync(Guid id, CancellationToken cancellationToken) =>
        DoAsync(
            id,
            "decision",
            new
            {
                Accepted = true,
                ContentVersion,
                ExpectedState = Seen,
            },
            "Der Impuls ist angenommen. Sie können ihn jetzt in einen Entwurf übernehmen.",
            cancellationToken
        );

    public Task<IActionResult> OnPostAblehnenAsync(Guid id, CancellationToken cancellationToken) =>
        DoAsync(
            id,
            "decision",
            new
            {
                Accepted = false,
                ContentVersion,
                Reason,
                ExpectedState = Seen,
            },
            "Der Impuls ist abgelehnt.",
            cancellationToken
        );

    public Task<IActionResult> OnPostNotierenAsync(Guid id, CancellationToken cancellationToken) =>
        DoAsync(id, "note", new { Note, Version }, "Die Notiz ist gespeichert.", cancellationToken);

    public Task<IActionResult> OnPostUebernehmenAsync(Guid id, CancellationToken cancellationToken) =>
        DoAsync(
            id,
            "programme",
            new { SessionId = Guid.TryParse(Session, out var session) ? session : Guid.Empty },
            "Der Impuls steht jetzt im Entwurf der Sitzung. Veröffentlicht ist noch nichts.",
            cancellationToken
        );

    private async Task<IActionResult> DoAsync(
        Guid id,
        string what,
        object body,
        string done,
        CancellationToken cancellationToken
    )
    {
        ModelState.Clear();
        if (await api.ChangeImpulseAsync(id, what, body, Token, cancellationToken) is not { } problem)
        {
            return GoOn($"{Root}/impulse/{id}", done);
        }

        if (await LoadAsync(id, cancellationToken) is { } gone)
        {
            return await Stop(gone);
        }

        // The forms that were not sent hold what stands there.
        (Note, ContentVersion, Version) = (Note ?? Impulse.Note, Impulse.ContentVersion, Impulse.Version);
        (MessageId, Seen) = (MessageId == default ? Guid.CreateVersion7() : MessageId, Impulse.State);
        return Again(problem);
    }

    private async Task<Problem?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        var topics = api.TopicsAsync(cancellationToken);
        var calls = api.CallsAsync(cancellationToken);
        var coming = api.SessionsAsync("coming", cancellationToken);
        var drafts = api.DraftsAsync(Token, cancellationToken);
        if (!(await api.ImpulseAsync(id, Token, cancellationToken)).Is(out var impulse, out var problem))
        {
            return problem;
        }

        Impulse = impulse;
        TopicTitle = (await topics).Value?.FirstOrDefault(topic => topic.Id == impulse.Content.TopicId)?.Title;
        CallTitle = (await calls).Value?.FirstOrDefault(call => call.Id == impulse.CallId)?.Title;
        Sessions =
        [
            .. ((await drafts).Value ?? [])
                .Where(draft => draft.IsNew)
                .Select(draft => new Choice(draft.Id.ToString(), $"Entwurf: {ImpulseWords.Title(draft.Title)}")),
            .. ((await coming).Value ?? [])
                .Where(session => !session.IsCancelled)
                .Select(session => new Choice(session.Id.ToString(), session.Title)),
        ];
        return null;
    }
}
