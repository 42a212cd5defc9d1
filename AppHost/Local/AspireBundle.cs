namespace Aspire.Hosting;

/// <summary>Where ./run has laid out Aspire's orchestrator and dashboard.</summary>
internal sealed record AspireBundle(string Dcp, string Managed)
{
    public static AspireBundle Find(string appHostDirectory)
    {
        var versions = new DirectoryInfo(Path.Combine(appHostDirectory, "..", ".local", "aspire", "versions"));
        var version = versions.Exists
            ? versions.GetDirectories().MaxBy(directory => directory.Name, StringComparer.Ordinal)
            : null;
        return version is null
            ? throw new InvalidOperationException("Aspire's orchestrator is not laid out yet: ./run does it.")
            : new(
                Path.Combine(version.FullName, "dcp", "dcp"),
                Path.Combine(version.FullName, "managed", "aspire-managed")
            );
    }

    public static string LocalDirectory(string appHostDirectory) =>
        Environment.GetEnvironmentVariable("STADTGESPRAECHE_LOCAL") is { Length: > 0 } chosen
            ? Path.GetFullPath(chosen)
            : Path.GetFullPath(Path.Combine(appHostDirectory, "..", ".local"));
}
