using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser;

/// <summary>
/// One contribution, waiting or published: correct it with its author's name kept, give it back with words, or withdraw
/// it for good.
/// </summary>
public sealed class EditContributionModel(HubApi api) : OrganiserPage
{
    private const string Waiting = $"{Root}/beitraege";

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The version that stands in the forms; null for a published one.</summary>
    [BindProperty]
    public long? Version { get; set; }

    [BindProperty]
    public bool Confirmed { get; set; }

    public Contribution Contribution { get; private set; } = null!;

    public bool IsPublished { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } problem)
        {
            return await Stop(problem);
        }

        (Title, Body, Version) = (Contribution.Title, Contribution.Body, Contribution.Version);
        return Page();
    }

    public Task<IActionResult> OnPostBerichtigenAsync(Guid id, CancellationToken cancellationToken) =>
        DoAsync(
            id,
            () => api.CorrectAsync(id, Title, Body, Version, Token, cancellationToken),
            "Der Beitrag ist berichtigt.",
            cancellationToken
        );

    public Task<IActionResult> OnPostZurueckgebenAsync(Guid id, CancellationToken cancellationToken) =>
        DoAsync(
            id,
            () => api.ReturnAsync(id, Reason, Version, Token, cancellationToken),
            "Der Beitrag ist zurückgegeben. Wer ihn geschrieben hat, sieht Ihren Hinweis im eigenen Bereich.",
            cancellationToken
        );

    public async Task<IActionResult> OnPostZurueckziehenAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!Confirmed)
        {
            ModelState.AddModelError(
                nameof(Confirmed),
                "Bitte bestätigen Sie, dass Sie den Beitrag zurückziehen wollen."
            );
        }

        return await DoAsync(
            id,
            () => api.WithdrawAsync(id, Token, cancellationToken),
            "Der Beitrag ist zurückgezogen.",
            cancellationToken
        );
    }

    private async Task<IActionResult> DoAsync(
        Guid id,
        Func<Task<Problem?>> change,
        string done,
        CancellationToken cancellationToken
    )
    {
        if (ModelState.IsValid && await change() is var problem)
        {
            if (problem is null)
            {
                return GoOn(Waiting, done);
            }

            return await ShowAsync() ?? Again(problem);
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return await ShowAsync() ?? Page();

        // The forms that were not sent hold what stands there.
        async Task<IActionResult?> ShowAsync()
        {
            if (await LoadAsync(id, cancellationToken) is { } gone)
            {
                return await Stop(gone);
            }

            (Title, Body) = (Title ?? Contribution.Title, Body ?? Contribution.Body);
            return null;
        }
    }

    private async Task<Problem?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        var published = api.ContributionAsync(id, cancellationToken);
        if (!(await api.SubmittedAsync(Token, cancellationToken)).Is(out var waiting, out var problem))
        {
            return problem;
        }

        if (waiting.FirstOrDefault(contribution => contribution.Id == id) is { } known)
        {
            Contribution = known;
            return null;
        }

        if (!(await published).Is(out var contribution, out problem))
        {
            return problem;
        }

        (Contribution, IsPublished) = (contribution, true);
        return null;
    }
}
