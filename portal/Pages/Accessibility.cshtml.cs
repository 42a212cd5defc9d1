using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Portal.Feedback;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages;

/// <summary>
/// The accessibility statement with a form that needs no sign-in and asks for no name. Refuses empty and overlong
/// messages and too many from one address. Thanks for a message with a filled trap field, and drops it.
/// </summary>
public sealed class AccessibilityModel(FeedbackStore store) : PortalPage
{
    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public string? Message { get; set; }

    [BindProperty]
    public string? Website { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Message))
        {
            ModelState.AddModelError(nameof(Message), "Bitte schreiben Sie, was Sie gehindert hat.");
        }
        else if (Message.Length > FeedbackStore.LongestMessage)
        {
            ModelState.AddModelError(
                nameof(Message),
                $"Bitte schreiben Sie höchstens {FeedbackStore.LongestMessage} Zeichen."
            );
        }

        if (Place?.Length > FeedbackStore.LongestPlace)
        {
            ModelState.AddModelError(
                nameof(Place),
                $"Bitte schreiben Sie höchstens {FeedbackStore.LongestPlace} Zeichen."
            );
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (!store.MayCome(HttpContext.Connection.RemoteIpAddress?.ToString() ?? ""))
        {
            ModelState.AddModelError(
                "",
                "Von Ihrem Anschluss kamen gerade viele Meldungen. Bitte schicken Sie Ihre in einer Viertelstunde noch einmal ab."
            );
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Page();
        }

        if (string.IsNullOrEmpty(Website) && !await store.KeepAsync(Place, Message!, cancellationToken))
        {
            ModelState.AddModelError(
                "",
                "Gerade können wir keine Meldungen annehmen. Bitte schreiben Sie uns an die Adresse oben."
            );
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Page();
        }

        return GoOn("/barrierefreiheit", "Danke! Ihre Meldung ist angekommen.");
    }
}
