using Microsoft.EntityFrameworkCore;
using Npgsql;
using Stadtgespraeche.Notification.Legal;

namespace Stadtgespraeche.Notification.Checks;

/// <summary>
/// What the law asks the city to say is filled in. The service runs without it, so it is a warning; invitations wait for it,
/// and the portal shows the city as connected only with it.
/// </summary>
internal static class LegalPagesCheck
{
    public static async Task<IReadOnlyList<Finding>> RunAsync(
        string address,
        string? folder,
        CancellationToken cancellationToken
    )
    {
        // As in DatabaseCheck, which also says what is wrong with the database.
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(address)
            {
                Timeout = 10,
                CommandTimeout = 10,
                Pooling = false,
            }.ToString()
        );
        await using var db = new NotificationDbContext(
            new DbContextOptionsBuilder<NotificationDbContext>().UseNpgsql(connection).Options
        );
        try
        {
            var saved = await db.LegalPages.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
            return
            [
                saved is { Complete: true }
                    ? Finding.Good(
                        CheckCodes.LegalPages,
                        "Impressum, Datenschutz, Barrierefreiheit und Rückmeldeadresse sind ausgefüllt."
                    )
                : saved is null && folder is { Length: > 0 } && IsComplete(folder)
                    ? Finding.Good(
                        CheckCodes.LegalPages,
                        $"Die Texte in {folder} sind vollständig und werden beim ersten Start veröffentlicht."
                    )
                : Finding.Warning(
                    CheckCodes.LegalPages,
                    "Impressum, Datenschutz, Barrierefreiheit oder Rückmeldeadresse fehlen noch.",
                    "Bitte füllen Sie sie auf den Seiten des Dienstes unter „Rechtliches“ aus. Bis dahin warten alle "
                        + "Einladungen, und das Portal zeigt Ihre Kommune nicht als verbunden."
                ),
            ];
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or IOException or TimeoutException)
        {
            return
            [
                Finding.Warning(
                    CheckCodes.LegalPages,
                    "Nicht geprüft, weil die Datenbank nicht antwortet.",
                    "Bitte bringen Sie zuerst die Datenbank in Ordnung."
                ),
            ];
        }
    }

    private static bool IsComplete(string folder)
    {
        try
        {
            return LegalPagesFolder.Read(folder) is { Complete: true } texts && !texts.Faults().Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
