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

    /// <summary>Null: the keys are there and only the service reads them.</summary>
    public static Finding? Run(string directory)
    {
        try
        {
            if (!Directory.Exists(directory) || Directory.GetFiles(directory, "links-*.pem").Length == 0)
            {
                return CanBeMade(directory);
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
                $"Der Benutzer {Environment.UserName} kann {directory} nicht lesen.",
                "Bitte rufen Sie „check“ mit dem Benutzer des Dienstes auf, oder geben Sie ihm das Verzeichnis: "
                    + $"chown -R BENUTZER {directory}"
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
                $"Der Benutzer {Environment.UserName} kann {directory} nicht anlegen.",
                $"sudo install -d -m 700 -o BENUTZER {directory}, mit dem Benutzer des Dienstes; und bitte rufen Sie "
                    + "„check“ als dieser auf."
            );
        }
    }

    private static Finding Failed(string says, string mend) => Finding.Failed(CheckCodes.Keys, says, mend);
}
