using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Npgsql;
using RabbitMQ.Client.Exceptions;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Notification.Starting;

/// <summary>
/// What went wrong when the service or a verb of it started, in a sentence for the administrator, with the exit code:
/// <see cref="Verbs.NothingDone"/> when somebody has to change something first, <see cref="TryAgain"/> when it may pass by
/// itself, so that systemd tries again.
/// </summary>
internal static partial class FaultWords
{
    /// <summary>EX_TEMPFAIL of sysexits.h.</summary>
    public const int TryAgain = 75;

    /// <summary>EX_SOFTWARE of sysexits.h.</summary>
    private const int Bug = 70;

    /// <summary>Runs the program; nobody in a city hall has to read a stack trace.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> program)
    {
        try
        {
            return await program();
        }
        catch (Exception e) when (Of(e, IsDevelopment) is not null)
        {
            var (sentence, exitCode) = Of(e, IsDevelopment)!.Value;
            Console.Error.WriteLine(sentence);
            return exitCode;
        }
    }

    private static bool IsDevelopment =>
        (
            Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
        ) == Environments.Development;

    /// <summary>
    /// Null: to be told with its stack trace, to developers; in development all that has no words here.
    /// </summary>
    public static (string Sentence, int ExitCode)? Of(Exception e, bool development)
    {
        foreach (var cause in InfrastructureFault.Chain(e))
        {
            if (Known(cause) is { } said)
            {
                return said;
            }
        }

        return development || e is HostAbortedException
            ? null
            : ($"Das geht nicht: {e.Message} ({e.GetType().Name}). Bitte melden Sie dies der Zentrale.", Bug);
    }

    private static (string, int)? Known(Exception cause) =>
        cause switch
        {
            PostgresException refused => (InWords(refused), TryAgain),
            NpgsqlException => (
                "Die Datenbank ist nicht erreichbar. Bitte prüfen Sie Host und Port in der Konfiguration.",
                TryAgain
            ),
            BrokerUnreachableException => (
                "Der Broker der Zentrale ist nicht erreichbar. „check“ sagt, woran es liegt.",
                TryAgain
            ),
            AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => (
                "Die Adresse der eigenen Seiten (Urls in der Konfiguration) ist schon belegt. Läuft der Dienst schon? Sonst "
                    + "wählen Sie dort bitte eine andere Portnummer.",
                TryAgain
            ),
            SocketException { SocketErrorCode: SocketError.AccessDenied } => (
                "Der Dienst darf unter der Adresse in Urls nicht lauschen. Bitte wählen Sie eine Portnummer ab 1024.",
                Verbs.NothingDone
            ),
            SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => (
                "Die Adresse in Urls gehört nicht zu diesem Rechner.",
                Verbs.NothingDone
            ),
            UnauthorizedAccessException => (
                $"Der Benutzer {Environment.UserName} darf {PathIn(cause)} nicht lesen oder schreiben. Bitte rufen Sie das "
                    + "Programm mit dem Benutzer des Dienstes auf, oder geben Sie ihm die Datei (chown).",
                Verbs.NothingDone
            ),
            FileNotFoundException or DirectoryNotFoundException => (
                $"{PathIn(cause)} gibt es nicht. Bitte prüfen Sie die Konfiguration.",
                Verbs.NothingDone
            ),
            CryptographicException or ArgumentException { ParamName: "input" } => (
                "Ein Schlüssel oder ein Zertifikat ist beschädigt oder passt nicht zusammen. Bitte holen Sie Keys__Directory aus "
                    + "der Sicherung zurück; „check“ nennt den Schlüssel.",
                Verbs.NothingDone
            ),
            OptionsValidationException wrong => (
                $"Die Konfiguration ist nicht vollständig: {string.Join(" ", wrong.Failures)}",
                Verbs.NothingDone
            ),
            InvalidOperationException when SettingName.Match(cause.Message) is { Success: true } setting => (
                $"Die Einstellung {setting.Groups[1].Value.Replace(":", "__")} hat einen Wert, den der Dienst nicht versteht.",
                Verbs.NothingDone
            ),
            IOException when cause.InnerException is null => (
                $"Eine Datei kann nicht gelesen oder geschrieben werden: {cause.Message}",
                Verbs.NothingDone
            ),
            _ => null,
        };

    private static string InWords(PostgresException refused) =>
        refused.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"Die Datenbank lehnt Benutzer oder Kennwort ab ({refused.MessageText}). Bitte prüfen Sie ConnectionStrings__database und "
                    + "ConnectionStrings__owner mit ihren Kennwörtern; „check“ sagt, welche von beiden.",
            PostgresErrorCodes.InvalidCatalogName =>
                "Diese Datenbank gibt es nicht. Bitte prüfen Sie Database= in der Konfiguration, oder legen Sie sie an (siehe LIESMICH).",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"Dazu fehlt das Recht in der Datenbank ({refused.MessageText}). Hat „migrate“ den Besitzer in "
                    + "ConnectionStrings__owner bekommen?",
            PostgresErrorCodes.UndefinedTable =>
                "In der Datenbank fehlen Tabellen. Bitte rufen Sie zuerst „migrate“ auf.",
            PostgresErrorCodes.UndefinedObject =>
                $"In der Datenbank fehlt etwas ({refused.MessageText}). Gibt es beide Rollen (siehe LIESMICH)?",
            _ => $"Die Datenbank meldet einen Fehler: {refused.MessageText} ({refused.SqlState}).",
        };

    private static string PathIn(Exception e) =>
        e is FileNotFoundException { FileName: { Length: > 0 } name } ? name
        : Quoted.Match(e.Message) is { Success: true } path ? path.Groups[1].Value
        : "eine Datei";

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted { get; }

    /// <summary>How .NET says that a value of the configuration is of the wrong kind; the value stays untold.</summary>
    [GeneratedRegex("^Failed to convert configuration value .*at '([^']+)' to type")]
    private static partial Regex SettingName { get; }
}
