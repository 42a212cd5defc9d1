using System.Globalization;

namespace Stadtgespraeche.Benchmarks.Portal;

/// <summary>
/// Processor time of a server that works by many processes: it and all its descendants, ended ones included as far as their
/// parents have waited for them (proc(5), fields 14 to 17 of <c>stat</c>, in hundredths of a second).
/// </summary>
internal static class ProcessTree
{
    public static double Seconds(int root)
    {
        var all = Directory
            .EnumerateDirectories("/proc")
            .Where(path => int.TryParse(Path.GetFileName(path), out _))
            .Select(Read)
            .OfType<Stat>()
            .ToLookup(stat => stat.Parent);
        return (Read($"/proc/{root}")?.Seconds ?? 0) + Below(root, all);
    }

    private static double Below(int parent, ILookup<int, Stat> all) =>
        all[parent].Sum(child => child.Seconds + Below(child.Id, all));

    private static Stat? Read(string path)
    {
        try
        {
            // The name stands in parentheses and may hold anything.
            var text = File.ReadAllText(Path.Combine(path, "stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = fields[11..15].Sum(field => double.Parse(field, CultureInfo.InvariantCulture));
            return new Stat(
                int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture),
                int.Parse(fields[1], CultureInfo.InvariantCulture),
                ticks / 100
            );
        }
        catch (IOException)
        {
            return null; // it has ended meanwhile
        }
    }

    private sealed record Stat(int Id, int Parent, double Seconds);
}
