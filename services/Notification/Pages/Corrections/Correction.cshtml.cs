using Microsoft.AspNetCore.Mvc;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Notification.Corrections;
using Stadtgespraeche.Notification.SignIn;

namespace Stadtgespraeche.Notification.Pages.Corrections;

/// <summary>
/// What one member wants corrected, until somebody marks it as done. One that is done leads back to the list, which
/// says so.
/// </summary>
public sealed class CorrectionModel(NotificationDbContext db, AddressKeys keys, TimeProvider time) : AdministratorPage
{
    private const string List = "/antraege";

    public OpenCorrection Open { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync([FromRoute] Guid id, CancellationToken cancellationToken)
    {
        if (await OpenCorrections.FindAsync(db, keys, id, cancellationToken) is not { } open)
        {
            return Gone();
        }

        Open = open;
        return Page();
    }

    [Audited("correction", Operation = "FinishCorrection")]
    public async Task<IActionResult> OnPostAsync([FromRoute] Guid id, CancellationToken cancellationToken) =>
        await OpenCorrections.FinishAsync(db, id, time.GetUtcNow(), cancellationToken)
            ? GoOn(List, "Die Berichtigung ist als erledigt vermerkt.")
            : Gone();

    private IActionResult Gone() => GoOn(List, "Diese Bitte um Berichtigung ist inzwischen erledigt oder abgelaufen.");
}
