using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Notification.Legal;

namespace Stadtgespraeche.Notification.Pages;

/// <summary>
/// What the law asks the city to say in public. It may be filled in bit by bit; the hub hears each time how it is.
/// </summary>
public sealed class LegalPagesModel(NotificationDbContext db, IOptions<Partner> partner, TimeProvider time)
    : AdministratorPage
{
    [BindProperty]
    public string? Imprint { get; set; }

    [BindProperty]
    public string? Privacy { get; set; }

    [BindProperty]
    public string? Accessibility { get; set; }

    [BindProperty]
    public string? FeedbackAddress { get; set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (await db.LegalPages.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } pages)
        {
            return;
        }

        (Imprint, Privacy, Accessibility, FeedbackAddress) = (
            pages.Imprint,
            pages.Privacy,
            pages.Accessibility,
            pages.FeedbackAddress
        );
        PublishedAt = DateTimeOffset.FromUnixTimeMilliseconds(pages.Version);
    }

    [Audited("legal-pages", Operation = "PublishLegalPages")]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var texts = new LegalTexts(
            LegalTexts.Clean(Imprint),
            LegalTexts.Clean(Privacy),
            LegalTexts.Clean(Accessibility),
            LegalTexts.Clean(FeedbackAddress)
        );
        foreach (var (field, message) in texts.Faults())
        {
            ModelState.AddModelError(field, message);
        }

        if (!ModelState.IsValid)
        {
            return Again();
        }

        await LegalPages.ChangeAsync(db, partner.Value.Key, texts, time.GetUtcNow(), cancellationToken);
        return GoOn(
            "/rechtliches",
            texts.Complete
                ? "Die Texte sind gespeichert und gehen an die Zentrale."
                : $"Gespeichert. Es fehlt: {string.Join(", ", texts.Missing())}. Bis dahin führt das Portal Ihre Kommune nicht "
                    + "auf, und neue Einladungen warten."
        );
    }
}
