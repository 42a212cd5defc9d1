namespace Stadtgespraeche.Notification.Links;

/// <summary>
/// Private keys of this city as PEM files <c>NAME-001.pem</c>, … in one directory that the service alone can read. They
/// are made at the first start and never replaced.
/// </summary>
internal static class KeyFiles
{
    /// <summary>All keys of that name, oldest first; <paramref name="make"/> makes the first as PEM.</summary>
    public static IReadOnlyList<string> OpenOrCreate(string directory, string name, Func<string> make)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(
                directory,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        }

        if (Directory.GetFiles(directory, $"{name}-*.pem").Length == 0)
        {
            Create(Path.Combine(directory, $"{name}-001.pem"), make());
        }

        return
        [
            .. Directory.GetFiles(directory, $"{name}-*.pem").Order(StringComparer.Ordinal).Select(File.ReadAllText),
        ];
    }

    private static void Create(string path, string pem)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(unfinished, options))
        using (var writer = new StreamWriter(file))
        {
            writer.Write(pem);
            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        try
        {
            // Never replaces a key: a second process that starts at once keeps the first one's.
            File.Move(unfinished, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(unfinished);
        }
    }
}
