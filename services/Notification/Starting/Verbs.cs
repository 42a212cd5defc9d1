using Stadtgespraeche.Database;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.Administration;
using Stadtgespraeche.Notification.Checks;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Members.Import;
using Stadtgespraeche.Notification.OParl;
using Stadtgespraeche.Notification.Resends;
using Stadtgespraeche.Notification.Settings;

namespace Stadtgespraeche.Notification.Starting;

/// <summary>
/// What an administrator calls by name. What the settings lack is said in a sentence, with exit code 2: systemd does not
/// try again before somebody has changed them. What goes wrong later, <see cref="FaultWords"/> says.
/// </summary>
internal static class Verbs
{
    public const int NothingDone = 2;

    /// <summary>True: the settings do not suffice, and that was said.</summary>
    public static bool Refuses(this WebApplicationBuilder builder, CommandLine call)
    {
        var faults =
            builder.Environment.IsDevelopment() || call.Verb is ["check", ..]
                ? []
                : SettingsFaults.Of(builder.Configuration, development: false, migrating: call.Verb is ["migrate", ..]);
        if (faults.Count == 0)
        {
            return false;
        }

        Console.Error.WriteLine($"Bitte ergänzen Sie die Konfiguration{(call.File is null ? "" : $" ({call.File})")}:");
        foreach (var fault in faults)
        {
            Console.Error.WriteLine($"- {fault}");
        }

        return true;
    }

    /// <summary>The exit code when the arguments name a verb; else null.</summary>
    public static async Task<int?> RunVerbAsync(this WebApplication app, string[] args)
    {
        if (await app.MigrateWhenAskedAsync<NotificationDbContext>(args))
        {
            return Say("Die Tabellen sind auf dem neuen Stand.");
        }

        if (await app.CheckWhenAskedAsync(args) is { } looked)
        {
            return looked;
        }

        if (await app.ImportOParlWhenAskedAsync(args) is { } read)
        {
            return read;
        }

        if (await app.ImportWhenAskedAsync(args) is { } imported)
        {
            return imported;
        }

        if (await app.ResendWhenAskedAsync(args) is { } resent)
        {
            return resent;
        }

        if (await app.ReadmitWhenAskedAsync(args) is { } readmitted)
        {
            return readmitted;
        }

        if (await app.InviteAdministratorWhenAskedAsync(args) is { } invited)
        {
            return invited;
        }

        if (await app.RetentionWhenAskedAsync<NotificationDbContext>(args))
        {
            return Environment.ExitCode;
        }

        return args is [[not '-', ..] unknown, ..] ? Unknown(unknown) : null;
    }

    private static int Say(string sentence)
    {
        Console.WriteLine(sentence);
        return 0;
    }

    private static int Unknown(string verb)
    {
        Console.Error.WriteLine($"Das Verb „{verb}“ gibt es nicht. --help nennt alle.");
        return NothingDone;
    }
}
