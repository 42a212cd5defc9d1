namespace Stadtgespraeche.Packages.Tests;

/// <summary>The files from which everything is built.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(string file) => Path.Combine(Root, file);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Stadtgespraeche.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
