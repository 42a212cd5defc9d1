using System.Collections.Frozen;

namespace Stadtgespraeche.Api.Description;

/// <summary>
/// What the names in requests and answers mean, where the code says nothing nearer: one noun has one name everywhere.
/// The list is <c>glossary.txt</c>: name, meaning, and for texts an example.
/// </summary>
internal static class Glossary
{
    private static readonly FrozenDictionary<string, string[]> Entries = Read();

    public static string? MeaningOf(string name) => Entries.GetValueOrDefault(name)?[1];

    public static string? ExampleOf(string name) =>
        Entries.GetValueOrDefault(name)?[2] is { Length: > 0 } example ? example : null;

    private static FrozenDictionary<string, string[]> Read()
    {
        using var reader = new StreamReader(typeof(Glossary).Assembly.GetManifestResourceStream("glossary.txt")!);
        return reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToFrozenDictionary(parts => parts[0], StringComparer.OrdinalIgnoreCase);
    }
}
