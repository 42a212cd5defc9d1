using System.Text.Json;

namespace Stadtgespraeche.Notification.Erasures;

/// <summary>
/// The verb <c>readmit KENNUNG E-MAIL [--json]</c>: a person who was erased on request wants to take part again; the
/// next import takes the line. Exit code 0: done, 1: there was no mark, 2: wrong call. It never repeats whom it was
/// told.
/// </summary>
internal static class ReadmitVerb
{
    public static async Task<int?> ReadmitWhenAskedAsync(this IHost app, string[] args)
    {
        if (args is not ["readmit", ..])
        {
            return null;
        }

        if (args.Skip(1).Where(arg => arg != "--json").ToList() is not [var reference, var email])
        {
            await Console.Error.WriteLineAsync(
                "Bitte nennen Sie Kennung und E-Mail-Adresse: readmit KENNUNG E-MAIL [--json]"
            );
            return 2;
        }

        await using var scope = app.Services.CreateAsyncScope();
        var removed = await app
            .Services.GetRequiredService<Tombstones>()
            .RemoveAsync(
                scope.ServiceProvider.GetRequiredService<NotificationDbContext>(),
                reference,
                email,
                CancellationToken.None
            );
        if (args.Contains("--json"))
        {
            Console.WriteLine(JsonSerializer.Serialize(new { removed }));
        }
        else
        {
            Console.WriteLine(
                removed > 0 ? "Der Sperrvermerk ist aufgehoben." : "Zu diesen Angaben gibt es keinen Sperrvermerk."
            );
        }

        return removed > 0 ? 0 : 1;
    }
}
