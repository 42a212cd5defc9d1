using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;
using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.Notification.Settings;

/// <summary>
/// What every call has in common: <c>--version</c>, <c>--help</c>, and the configuration file: <c>--config FILE</c>,
/// else <c>notification.conf</c> beside the executable if it is there. The rest of the arguments is the verb's.
/// </summary>
internal sealed record CommandLine(string[] Verb, string? File, IReadOnlyDictionary<string, string?> Values)
{
    public const string DefaultFile = "notification.conf";

    private const string Help = """
        Stadtgespräche: der Benachrichtigungsdienst einer Kommune

        ohne Verb                    startet den Dienst
        migrate                      legt die Tabellen an oder bringt sie auf den neuen Stand; vor jedem Start
        check [--mail ADRESSE] [--json]
                                     prüft alles, was der Dienst braucht, und sagt, wie sich Fehler beheben lassen
        administrator NAME           gibt einer Person Zugang zu den eigenen Seiten: nennt die Adresse, unter der sie einen Passkey anlegt
        import csv DATEI [--dry-run] [--json]
        import oparl ADRESSE [--body AGS|NAME] [--organization KENNUNG|NAME] [--dry-run] [--json]
                                     nimmt die Ratsmitglieder auf
        readmit KENNUNG E-MAIL       lässt eine gelöschte Person wieder zu
        retention [--dry-run]        löscht, was zu alt ist
        resend                       fordert alle Angaben der Zentrale neu an

        --config DATEI               Konfigurationsdatei; sonst notification.conf neben diesem Programm
        --version, --help

        """;

    /// <summary>The exit code when there is nothing left to do; else null and what was read.</summary>
    public static int? TryRead(string[] args, out CommandLine read)
    {
        read = new([], null, new Dictionary<string, string?>());
        if (args is ["--version"])
        {
            return Say(Release.Current);
        }

        if (args is ["--help" or "-h" or "help", ..])
        {
            return Say(Help.TrimEnd());
        }

        var verb = args.ToList();
        var asked = verb.IndexOf("--config");
        if (asked == verb.Count - 1 && asked >= 0)
        {
            return Refuse("Bitte nennen Sie die Datei: --config DATEI");
        }

        var file = asked >= 0 ? verb[asked + 1] : Path.Combine(AppContext.BaseDirectory, DefaultFile);
        if (asked >= 0)
        {
            verb.RemoveRange(asked, 2);
        }
        else if (!System.IO.File.Exists(file))
        {
            file = null;
        }

        try
        {
            read = new(
                [.. verb],
                file,
                file is null ? read.Values : ConfigurationFile.Read(System.IO.File.ReadAllBytes(file))
            );
            return null;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return Refuse(
                e is FormatException
                    ? $"{file}: {e.Message}"
                    : $"Die Konfigurationsdatei {file} kann nicht gelesen werden ({Reason(e)})."
            );
        }
    }

    /// <summary>Lays the file under the environment, which wins.</summary>
    public void AddTo(ConfigurationManager configuration)
    {
        if (File is not null)
        {
            Lay(configuration);
        }

        configuration.AddDatabasePasswords();
    }

    private void Lay(ConfigurationManager configuration)
    {
        var sources = ((IConfigurationBuilder)configuration).Sources;
        var environment = sources
            .OfType<EnvironmentVariablesConfigurationSource>()
            .LastOrDefault(source => string.IsNullOrEmpty(source.Prefix));
        sources.Insert(
            environment is null ? 0 : sources.IndexOf(environment),
            new MemoryConfigurationSource { InitialData = Values }
        );
    }

    private static string Reason(Exception e) =>
        e is UnauthorizedAccessException
            ? $"keine Leserechte; bitte mit dem Benutzer des Dienstes aufrufen, nicht als {Environment.UserName}"
        : e is FileNotFoundException or DirectoryNotFoundException ? "es gibt sie nicht"
        : e.Message;

    private static int Say(string text)
    {
        Console.WriteLine(text);
        return 0;
    }

    private static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 2;
    }
}
