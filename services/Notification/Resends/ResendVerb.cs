using Microsoft.Extensions.Options;

namespace Stadtgespraeche.Notification.Resends;

/// <summary>
/// The verb <c>resend</c>: for an operator who put back an old backup that the service cannot recognise as one.
/// </summary>
internal static class ResendVerb
{
    /// <summary>The process's exit code when the first argument is <c>resend</c>; else null.</summary>
    public static async Task<int?> ResendWhenAskedAsync(this IHost app, string[] args)
    {
        if (args is not ["resend", ..])
        {
            return null;
        }

        await using var scope = app.Services.CreateAsyncScope();
        var (db, partner) = (
            scope.ServiceProvider.GetRequiredService<NotificationDbContext>(),
            app.Services.GetRequiredService<IOptions<Partner>>().Value
        );
        var asked = await RequestResend.NowAsync(
            db,
            partner.Key,
            app.Services.GetRequiredService<TimeProvider>().GetUtcNow(),
            CancellationToken.None
        );
        Console.WriteLine(
            asked
                ? "Alle Angaben werden bei der Zentrale neu angefordert. Bis sie da sind, ruht der Versand."
                : "Der Dienst lief auf dieser Datenbank noch nie. Beim ersten Start fordert er alle Angaben von selbst an."
        );
        return 0;
    }
}
