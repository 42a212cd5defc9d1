namespace Stadtgespraeche.Registration.Partners.Kit;

/// <summary>
/// Fills in a configuration file: lines <c>NAME=VALUE</c> as systemd reads an EnvironmentFile (systemd.exec(5)).
/// Comments and everything that is not to be filled in stay as they are; a name that the file lacks is a fault of ours.
/// </summary>
internal static class KitConfiguration
{
    public static string Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        var open = values.Keys.ToHashSet();
        var lines = template
            .Split('\n')
            .Select(line =>
                line.Split('=', 2) is [var name, _] && open.Remove(name) ? $"{name}={Quoted(values[name])}" : line
            );
        var filled = string.Join('\n', lines);
        return open.Count == 0
            ? filled
            : throw new InvalidOperationException($"The kit's configuration lacks {string.Join(", ", open)}.");
    }

    // Inside double quotes only these four have a special meaning.
    private static string Quoted(string value)
    {
        var plain = string.Concat(value.Select(c => char.IsControl(c) ? ' ' : c));
        return $"\"{string.Concat(plain.Select(c => c is '"' or '\\' or '`' or '$' ? $"\\{c}" : $"{c}"))}\"";
    }
}
