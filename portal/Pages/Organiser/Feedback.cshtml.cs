using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Feedback;

namespace Stadtgespraeche.Portal.Pages.Organiser;

/// <summary>
/// Feedback about accessibility, for organisers only. The portal stores it, so the page asks the API whether the token
/// still counts.
/// </summary>
public sealed class FeedbackModel(HubApi api, FeedbackStore store) : OrganiserPage
{
    [BindProperty]
    public Guid Message { get; set; }

    public IReadOnlyList<FeedbackMessage> Messages { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if ((await api.SubmittedAsync(Token, cancellationToken)).Problem is { } problem)
        {
            return await Stop(problem);
        }

        Messages = await store.ListAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if ((await api.SubmittedAsync(Token, cancellationToken)).Problem is { } problem)
        {
            return await Stop(problem);
        }

        store.Delete(Message);
        return GoOn($"{Root}/rueckmeldungen", "Die Rückmeldung ist erledigt und gelöscht.");
    }
}
