using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser.Applications;

/// <summary>
/// One application: read it, ask a question, accept it with a key and a name for the partner, or refuse it with a
/// reason.
/// </summary>
public sealed class ApplicationModel(HubApi api) : OrganiserPage
{
    /// <summary>The version that the organiser has seen. When something happened since, the page says so.</summary>
    [BindProperty]
    public long Version { get; set; }

    /// <summary>Made with the form, so that sending it twice asks once.</summary>
    [BindProperty]
    public Guid QuestionId { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Application Application { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) =>
        await LoadAsync(id, cancellationToken) is { } problem ? await Stop(problem) : Page();

    public Task<IActionResult> OnPostRueckfrageAsync(Guid id, CancellationToken cancellationToken) =>
        DoAsync(
            id,
            api.AskApplicantAsync(id, QuestionId, Question, Version, Token, cancellationToken),
            "Die Frage ist unterwegs.",
            cancellationToken
        );

    public Task<IActionResult> OnPostAnnehmenAsync(Guid id, CancellationToken cancellationToken) =>
        DoAsync(
            id,
            api.AcceptApplicationAsync(id, Key, Name, Version, Token, cancellationToken),
            "Die Bewerbung ist angenommen. Die Ansprechperson bekommt eine E-Mail.",
            cancellationToken
        );

    public Task<IActionResult> OnPostAblehnenAsync(Guid id, CancellationToken cancellationToken) =>
        DoAsync(
            id,
            api.RefuseApplicationAsync(id, Reason, Version, Token, cancellationToken),
            "Die Bewerbung ist abgelehnt. Die Ansprechperson bekommt eine E-Mail.",
            cancellationToken
        );

    private async Task<IActionResult> DoAsync(
        Guid id,
        Task<Problem?> change,
        string done,
        CancellationToken cancellationToken
    )
    {
        if (await change is not { } problem)
        {
            return GoOn($"{IndexModel.Path}/{id}", done);
        }

        if (problem.AsksForToken || await LoadAsync(id, cancellationToken) is not null)
        {
            return await Stop(problem);
        }

        return Again(problem);
    }

    private async Task<Problem?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!(await api.ApplicationAsync(id, Token, cancellationToken)).Is(out var found, out var problem))
        {
            return problem;
        }

        (Application, Version) = (found.Application, found.Application.Version);
        if (QuestionId == Guid.Empty)
        {
            QuestionId = Guid.CreateVersion7();
        }

        (Key, Name) = (Key ?? found.SuggestedKey, Name ?? found.SuggestedName);
        return null;
    }
}
