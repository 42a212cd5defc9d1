using System.Security.Cryptography;
using Stadtgespraeche.Notification.Links;

namespace Stadtgespraeche.Notification.Checks;

/// <summary>
/// The directory of the city's keys: there, or can be made at the first start; readable by the service and nobody else.
/// Makes nothing itself: keys made here as root would not be readable for the service.
/// </summary>
internal static class KeysCheck
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherExecute;

    /// <summary>
    /// Null: the keys are there and only the service reads them. <paramref name="ranBefore"/>: the service ran on its
    /// database already, so keys that are not there are lost.
    /// </summary>
    public static Finding? Run(string directory, bool ranBefore)
    {
        try
        {
            if (!Directory.Exists(directory) || Directory.GetFiles(directory, "links-*.pem").Length == 0)
            {
                return ranBefore
                    ? Failed(
                        $"In {directory} ist kein Schlüssel, aber auf dieser Datenbank lief der Dienst schon.",
                        "Bitte holen Sie das Verzeichnis aus der Sicherung zurück, bevor Sie den Dienst starten (siehe LIESMICH). "
                            + "Gibt es keine, so starten Sie ihn: Er macht neue Schlüssel, und alle E-Mails mit persönlichen "
                            + "Links warten, bis die Zentrale sie freigibt."
                    )
                    : CanBeMade(directory);
            }

            if (Directory.GetFiles(directory, "*.pem").Append(directory).FirstOrDefault(IsOpen) is { } open)
            {
                return Failed($"{open} ist auch für andere lesbar.", $"chmod -R go-rwx {directory}");
            }

            LinkKeys.OpenOrCreate(directory).Dispose();
            return null;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return Failed(
                $"Der Benutzer {Environment.UserName}, der „check“ aufruft, kann {directory} nicht lesen.",
                "Ist das nicht der Benutzer des Dienstes, so rufen Sie „check“ bitte mit diesem auf: sudo -u stadtgespraeche "
                    + $"./notification check. Ist er es, so geben Sie ihm das Verzeichnis: sudo chown -R {Environment.UserName} {directory}"
            );
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return Failed(
                "Der neueste Schlüssel ist beschädigt.",
                $"Bitte holen Sie {directory} aus der Sicherung zurück."
            );
        }
    }

    private static bool IsOpen(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;

    private static Finding CanBeMade(string directory)
    {
        var nearest = new DirectoryInfo(Path.GetFullPath(directory));
        while (!nearest.Exists && nearest.Parent is { } parent)
        {
            nearest = parent;
        }

        try
        {
            var probe = Path.Combine(nearest.FullName, $".check-{Guid.NewGuid():N}");
            Directory.CreateDirectory(probe);
            Directory.Delete(probe);
            return Finding.Good(CheckCodes.Keys, "werden beim ersten Start angelegt und der Zentrale gemeldet.");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return Failed(
                $"Der Benutzer {Environment.UserName}, der „check“ aufruft, kann {directory} nicht anlegen.",
                "Ist das nicht der Benutzer des Dienstes, so rufen Sie „check“ bitte mit diesem auf: sudo -u stadtgespraeche "
                    + $"./notification check. Ist er es: sudo install -d -m 700 -o {Environment.UserName} {directory}"
            );
        }
    }

    private static Finding Failed(string says, string mend) => Finding.Failed(CheckCodes.Keys, says, mend);
}
