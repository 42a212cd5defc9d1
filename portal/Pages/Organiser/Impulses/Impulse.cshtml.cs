using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Impulses;

/// <summary>
/// One impulse: ask, decide, note, put into the draft of a session. All is one form, so that no button loses what was typed
/// for another: the note is saved with each, a question or a reason that would be lost stops the others.
/// </summary>
public sealed class ImpulseModel(HubApi api) : OrganiserPage
{
    private const string NoteRoute = "note";
    private const string ProgrammeRoute = "programme";

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    /// <summary>The note that the form was filled with.</summary>
    [BindProperty]
    public string? NoteSeen { get; set; }

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

    /// <summary>What somebody else noted since the form was opened.</summary>
    public string? OtherNote { get; private set; }

    public string? TopicTitle { get; private set; }

    public string? CallTitle { get; private set; }

    public IReadOnlyList<Choice> Sessions { get; private set; } = [];

    /// <summary>The session was chosen before another button was pressed.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, Guid? sitzung, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } problem)
        {
            return await Stop(problem);
        }

        (Note, NoteSeen) = (Impulse.Note, Impulse.Note);
        (ContentVersion, Version, Seen) = (Impulse.ContentVersion, Impulse.Version, Impulse.State);
        (MessageId, Session) = (Guid.CreateVersion7(), (sitzung ?? Impulse.SessionId)?.ToString());
        return Page();
    }

    public Task<IActionResult> OnPostFragenAsync(Guid id, CancellationToken cancellationToken) =>
        DoAsync(
            id,
            $"messages/{MessageId}",
            new { Text },
            "Die Frage ist gestellt.",
            cancellationToken,
            sends: nameof(Text)
        );

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
            cancellationToken,
            sends: nameof(Reason)
        );

    public Task<IActionResult> OnPostNotierenAsync(Guid id, CancellationToken cancellationToken) =>
        DoAsync(id, NoteRoute, new { Note, Version }, "Die Notiz ist gespeichert.", cancellationToken);

    public Task<IActionResult> OnPostUebernehmenAsync(Guid id, CancellationToken cancellationToken) =>
        DoAsync(
            id,
            ProgrammeRoute,
            new { SessionId = Guid.TryParse(Session, out var session) ? session : Guid.Empty },
            "Der Impuls steht jetzt im Entwurf der Sitzung. Veröffentlicht ist noch nichts.",
            cancellationToken
        );

    private async Task<IActionResult> DoAsync(
        Guid id,
        string what,
        object body,
        string done,
        CancellationToken cancellationToken,
        string? sends = null
    )
    {
        ModelState.Clear();
        if (sends != nameof(Text) && !string.IsNullOrWhiteSpace(Text))
        {
            ModelState.AddModelError(
                nameof(Text),
                "Diese Frage ist noch nicht gestellt. Stellen Sie sie zuerst, oder leeren Sie das Feld."
            );
        }

        if (sends != nameof(Reason) && !string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.AddModelError(
                nameof(Reason),
                "Diese Begründung ist noch nicht gesendet. Lehnen Sie den Impuls damit ab, oder leeren Sie das Feld."
            );
        }

        Problem? problem = null;
        if (ModelState.IsValid && what != NoteRoute && Note != NoteSeen)
        {
            problem = await api.ChangeImpulseAsync(id, NoteRoute, new { Note, Version }, Token, cancellationToken);
        }

        if (ModelState.IsValid && problem is null)
        {
            problem = await api.ChangeImpulseAsync(id, what, body, Token, cancellationToken);
        }

        if (ModelState.IsValid && problem is null)
        {
            var chosen = what != ProgrammeRoute && Guid.TryParse(Session, out var session) ? $"?sitzung={session}" : "";
            return GoOn($"{Root}/impulse/{id}{chosen}", done);
        }

        return await LoadAsync(id, cancellationToken) is { } gone ? await Stop(gone) : Refused(problem);
    }

    private IActionResult Refused(Problem? problem)
    {
        OtherNote = Impulse.Note == NoteSeen || Impulse.Note == Note ? null : Impulse.Note ?? "(leer)";
        (NoteSeen, Version) = (Impulse.Note, Impulse.Version);
        (ContentVersion, Seen) = (Impulse.ContentVersion, Impulse.State);
        MessageId = MessageId == default ? Guid.CreateVersion7() : MessageId;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return problem is null ? Page() : Again(problem);
    }

    private async Task<Problem?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        var topics = api.TopicsAsync(cancellationToken);
        var calls = api.AllCallsAsync(Token, cancellationToken);
        var sessions = SessionChoices.OfAsync(api, Token, cancellationToken);
        if (!(await api.ImpulseAsync(id, Token, cancellationToken)).Is(out var impulse, out var problem))
        {
            return problem;
        }

        Impulse = impulse;
        TopicTitle = (await topics).Value?.FirstOrDefault(topic => topic.Id == impulse.Content.TopicId)?.Title;
        CallTitle = (await calls).Value?.FirstOrDefault(call => call.Id == impulse.CallId)?.Title;
        Sessions = await sessions;
        return null;
    }
}
