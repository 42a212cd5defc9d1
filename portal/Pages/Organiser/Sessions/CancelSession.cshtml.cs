using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Api;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>
/// Cancels a session. Asks for a reason and a confirmation, because everybody with a seat gets a mail.
/// </summary>
public sealed class CancelSessionModel(HubApi api) : OrganiserPage
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool Confirmed { get; set; }

    public Session Session { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!(await api.SessionToEditAsync(id, Token, cancellationToken)).Is(out var session, out var problem))
        {
            return await Stop(problem);
        }

        Session = session;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!(await api.SessionAsync(id, cancellationToken)).Is(out var session, out var problem))
        {
            return Explain(problem);
        }

        Session = session;
        if (string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.AddModelError(nameof(Reason), "Bitte nennen Sie den Grund.");
        }

        if (!Confirmed)
        {
            ModelState.AddModelError(nameof(Confirmed), "Bitte bestätigen Sie, dass Sie die Sitzung absagen wollen.");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await api.CancelSessionAsync(id, Reason, Token, cancellationToken) is { } refused)
        {
            return Again(refused);
        }

        return GoOn(Root, $"Die Sitzung „{session.Title}“ ist abgesagt. Alle mit einem Platz bekommen eine E-Mail.");
    }
}
