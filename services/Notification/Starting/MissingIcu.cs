using System.Runtime.InteropServices;

namespace Stadtgespraeche.Notification.Starting;

/// <summary>
/// The libraries for languages (ICU) that .NET needs and a bare Linux lacks. Without them the runtime dies with an English
/// stack trace at the first text that it compares, so this looks first, and does nothing that could need them.
/// </summary>
internal static class MissingIcu
{
    private const int Oldest = 50;
    private const int Newest = 150;

    /// <summary>True: they are missing, and that was said.</summary>
    public static bool IsSaid()
    {
        if (!OperatingSystem.IsLinux() || IsInvariant || IsThere(name => NativeLibrary.TryLoad(name, out _)))
        {
            return false;
        }

        using var errors = new FileStream(
            new Microsoft.Win32.SafeHandles.SafeFileHandle(2, false),
            FileAccess.Write,
            1
        );
        errors.Write(
            "Auf diesem Rechner fehlen die Sprachbibliotheken (ICU). Bitte: sudo apt install '^libicu[0-9]+$' (siehe LIESMICH)\n"u8
        );
        return true;
    }

    private static bool IsInvariant =>
        Environment.GetEnvironmentVariable("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT") is "1" or "true";

    internal static bool IsThere(Func<string, bool> load)
    {
        // The names carry the version; the unversioned one comes with the files for developers.
        for (var version = Newest; version >= Oldest; version--)
        {
            if (load($"libicuuc.so.{Digits(version)}"))
            {
                return true;
            }
        }

        return load("libicuuc.so");
    }

    // Formatting a number asks for the culture, which needs what may be missing.
    private static string Digits(int number) =>
        number >= 100
            ? new string([(char)('0' + (number / 100)), (char)('0' + (number / 10 % 10)), (char)('0' + (number % 10))])
            : new string([(char)('0' + (number / 10)), (char)('0' + (number % 10))]);
}
