using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Notification.Legal;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Texts;

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
        foreach (
            var (field, text) in new[]
            {
                (nameof(Imprint), Imprint),
                (nameof(Privacy), Privacy),
                (nameof(Accessibility), Accessibility),
            }
        )
        {
            if (text?.Length > LegalPages.Longest)
            {
                ModelState.AddModelError(field, $"Der Text darf höchstens {LegalPages.Longest} Zeichen haben.");
            }
            else if (text?.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) == true)
            {
                ModelState.AddModelError(
                    field,
                    "Der Text enthält Zeichen, die man nicht sehen kann. Bitte fügen Sie ihn als reinen Text ein."
                );
            }
        }

        if (Clean(FeedbackAddress) is { Length: > 0 } address && !MemberRules.IsAddress(address))
        {
            ModelState.AddModelError(nameof(FeedbackAddress), "Das ist keine vollständige E-Mail-Adresse.");
        }

        if (!ModelState.IsValid)
        {
            return Again();
        }

        await LegalPages.ChangeAsync(
            db,
            partner.Value.Key,
            (Clean(Imprint), Clean(Privacy), Clean(Accessibility), Clean(FeedbackAddress)),
            time.GetUtcNow(),
            cancellationToken
        );
        return GoOn("/rechtliches", "Die Texte sind gespeichert und gehen an die Zentrale.");
    }

    private static string Clean(string? text) => CleanText.Characters(text)?.ReplaceLineEndings("\n").Trim() ?? "";
}
