using Microsoft.EntityFrameworkCore;

namespace Stadtgespraeche.Notification.Resends;

/// <summary>
/// A new database, and one from a backup, await what the hub knows. Until that is here nothing about members is changed: an
/// old database counts from where the hub has been long ago, and neither knows whom the hub knows.
/// </summary>
internal static class AwaitedFacts
{
    public const string Title = "Die Angaben der Zentrale sind noch nicht da";

    /// <summary>For a form that keeps what was typed.</summary>
    public const string SaveLater =
        $"{Title}. Bitte speichern Sie etwas später noch einmal; Ihre Eingaben stehen noch im Formular.";

    public static async Task<bool> AwaitsFactsAsync(
        this NotificationDbContext db,
        CancellationToken cancellationToken
    ) => !await db.Installations.AnyAsync(installation => installation.HoldResend == null, cancellationToken);
}
