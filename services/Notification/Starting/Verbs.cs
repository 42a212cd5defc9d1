using Npgsql;
using RabbitMQ.Client.Exceptions;
using Stadtgespraeche.Database;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Notification.Administration;
using Stadtgespraeche.Notification.Checks;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.OParl;
using Stadtgespraeche.Notification.Resends;
using Stadtgespraeche.Notification.Settings;

namespace Stadtgespraeche.Notification.Starting;

/// <summary>
/// What an administrator calls by name. Nobody in a city hall has to read a stack trace: what the settings lack, and
/// servers that do not answer, are said in a sentence, with exit code 2.
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
        try
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
        }
        catch (Exception e) when (InWords(e) is { } sentence)
        {
            Console.Error.WriteLine(sentence);
            return NothingDone;
        }

        return args is [[not '-', ..] unknown, ..] ? Unknown(unknown) : null;
    }

    private static string? InWords(Exception e) =>
        e switch
        {
            PostgresException
            {
                SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
            } =>
                "Die Datenbank lehnt Benutzer oder Kennwort ab. Bitte prüfen Sie ConnectionStrings__database und ConnectionStrings__owner.",
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
                "Diese Datenbank gibt es nicht. Bitte prüfen Sie Database= in der Konfiguration, oder legen Sie sie an (siehe LIESMICH).",
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } refused =>
                $"Dazu fehlt das Recht in der Datenbank ({refused.MessageText}). Hat „migrate“ den Besitzer in "
                    + "ConnectionStrings__owner bekommen?",
            PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } =>
                "In der Datenbank fehlen Tabellen. Bitte rufen Sie zuerst „migrate“ auf.",
            PostgresException { SqlState: PostgresErrorCodes.UndefinedObject } missing =>
                $"In der Datenbank fehlt etwas ({missing.MessageText}). Gibt es beide Rollen (siehe LIESMICH)?",
            PostgresException other => $"Die Datenbank meldet einen Fehler: {other.MessageText} ({other.SqlState}).",
            NpgsqlException or { InnerException: NpgsqlException } =>
                "Die Datenbank ist nicht erreichbar. Bitte prüfen Sie Host und Port in der Konfiguration.",
            BrokerUnreachableException => "Der Broker der Zentrale ist nicht erreichbar. „check“ sagt, woran es liegt.",
            IOException or UnauthorizedAccessException =>
                $"Eine Datei kann nicht gelesen oder geschrieben werden: {e.Message}",
            _ => null,
        };

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
