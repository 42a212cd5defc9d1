using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>
/// Publishes the recap of a session, or changes the one that is there; publishing mails those who attended.
/// </summary>
public sealed class PublishRecapModel(HubApi api) : OrganiserPage
{
    [BindProperty]
    public Guid Contribution { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    /// <summary>Publishing mails everybody who attended, so it is asked for; a correction mails nobody.</summary>
    [BindProperty]
    public bool Confirmed { get; set; }

    public Session Session { get; private set; } = null!;

    public bool Exists { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (
            !(await api.SessionToEditAsync(id, Token, cancellationToken)).Is(out var session, out var problem)
            || !(await api.ContributionsAsync(cancellationToken, kind: "Recap", session: id)).Is(
                out var recaps,
                out problem
            )
        )
        {
            return await Stop(problem);
        }

        Session = session;
        (Contribution, Title) = (Guid.CreateVersion7(), $"Rückblick: {session.Title}");
        if (recaps.Contributions.FirstOrDefault() is { } recap)
        {
            if (!(await api.ContributionAsync(recap.Id, cancellationToken)).Is(out var known, out problem))
            {
                return await Stop(problem);
            }

            (Exists, Contribution, Title, Body) = (true, known.Id, known.Title, known.Body);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!(await api.SessionAsync(id, cancellationToken)).Is(out var session, out var problem))
        {
            return Explain(problem);
        }

        Session = session;
        Exists = (await api.ContributionAsync(Contribution, cancellationToken)).Value is not null;
        if (!Exists && !Confirmed)
        {
            ModelState.AddModelError(
                nameof(Confirmed),
                "Bitte bestätigen Sie, dass Sie den Rückblick veröffentlichen wollen."
            );
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        if (
            await api.SaveContributionAsync(
                Contribution,
                new ContributionDraft(id, "Recap", Title, Body),
                Token,
                cancellationToken
            ) is
            { } refused
        )
        {
            return Again(refused);
        }

        return GoOn(
            Root,
            Exists
                ? "Der Rückblick ist geändert."
                : "Der Rückblick ist veröffentlicht. Wer dabei war, bekommt eine E-Mail."
        );
    }
}
